package io.parley.runtime.bus;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * How this process talks to the bus. Where the broker is and how to log in is said by {@code kafka.bootstrap.servers} and
 * further {@code kafka.*} settings, passed on as they are to Kafka's own clients.
 */
@ConfigMapping(prefix = "parley.bus")
public interface BusConfig {

    /**
     * A record the broker has not acknowledged within this time has failed; whoever waits for it answers 503. At least
     * 200 milliseconds.
     */
    @WithDefault("PT0.9S")
    Duration deliveryTimeout();

    /** Most bytes that wait for the broker; beyond it records are refused at once. Below 32 MiB. */
    @WithDefault("25165824")
    long maxInFlightBytes();

    /** This long after a failure one record is let through to see whether the broker is back; others are refused at once. */
    @WithDefault("PT0.5S")
    Duration probe();

    TopicSettings topics();

    /** Topics are made at start by whichever process comes first; existing ones are left as they are. */
    interface TopicSettings {

        /** Whether to make them at all; off where an operator or another tool does. True or false. */
        @WithDefault("true")
        boolean create();

        /** Partitions of topics with provider events: the most instances that can share the work. */
        @WithDefault("8")
        int partitions();

        /** Copies of every record. One on a single broker, three where the loss of a broker must cost nothing. */
        @WithDefault("1")
        short replicationFactor();

        /** Copies that must exist before a record counts as written. One on a single broker, else two. */
        @WithDefault("1")
        int minInsyncReplicas();

        /**
         * How long provider events can be read again, and every single fact about templates and flows. After it, the newest
         * fact about each is kept, as the directory is, for ever.
         */
        @WithDefault("P7D")
        Duration retention();
    }
}
