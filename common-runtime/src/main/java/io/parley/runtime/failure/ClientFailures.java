package io.parley.runtime.failure;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Classifies the failures of one client library that not every service has. A module that adds such a library registers
 * its implementation in {@code META-INF/services}, so that this module does not depend on the library.
 */
public interface ClientFailures {

    /** Returns the implementations of the modules on the classpath. */
    static List<ClientFailures> installed() {
        return ServiceLoader.load(ClientFailures.class, ClientFailures.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** Whether this failure, not its cause, is an outage: the same call may succeed later. */
    boolean isOutage(Throwable failure);

    /** Describes this failure, not its cause, in a few words if it is expected in operation; empty for any other. */
    Optional<String> describe(Throwable failure);
}
