package io.parley.messaging.dispatch;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who holds the leases of this process: the instance and this one life of it. */
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

    /** What the names of all lives of this instance begin with. */
    String prefix() {
        return instance + '/';
    }
}
