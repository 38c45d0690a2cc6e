package io.parley.messaging.queue;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Beginning of the owner of all leases of this process: the instance's name and an id of this run. */
@Singleton
class InstanceId {

    private final String instance;
    private final String name;

    /** @param instance name of this instance, the same after a restart */
    InstanceId(@ConfigProperty(name = "parley.instance", defaultValue = "${HOSTNAME:local}") String instance) {
        this.instance = instance;
        this.name = instance + '/' + UUID.randomUUID();
    }

    String name() {
        return name;
    }

    /** Common prefix of all runs of this instance. */
    String prefix() {
        return instance + '/';
    }
}
