package io.parley.runtime.time;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Produces the injected clock; leases and due times use the database's clock instead. */
class SystemTime {

    @Produces
    @Singleton
    InstantSource time() {
        return InstantSource.system();
    }
}
