package io.parley.runtime.bus;

import io.parley.runtime.settings.Within;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * Settings of the bus. The broker's address and login are set by {@code kafka.bootstrap.servers} and further {@code
 * kafka.*} settings, which are passed unchanged to Kafka's clients.
 */
@ConfigMapping(prefix = "parley.bus")
public interface BusConfig {

    /** Maximum size of all records that wait for the broker; further ones are refused. Below the producer's memory (32M). */
    @WithDefault("24M")
    @Within(min = "1M", max = "31M")
    MemorySize maxInFlight();

    /** Time after a failure after which one record is sent as a probe; other records are refused until it succeeds. */
    @WithDefault("500ms")
    @Within(min = "10ms", max = "1m")
    Duration probe();

    TopicConfig topics();

    /** Topics are created at start by the first process that starts; existing topics are not changed. */
    interface TopicConfig {

        /** Whether to create topics; false where an operator or another tool creates them. True or false. */
        @WithDefault("true")
        boolean create();

        /** Partitions of topics with provider events: the maximum number of instances that share the work. */
        @WithDefault("8")
        @Within(min = "1", max = "1000")
        int partitions();

        /** Replicas of every record. One for a single broker, three if the loss of a broker must not lose data. */
        @WithDefault("1")
        @Within(min = "1", max = "9")
        short replicationFactor();

        /** Replicas that must be in sync before a record is acknowledged. One for a single broker, else two. */
        @WithDefault("1")
        @Within(min = "1", max = "9")
        int minInsyncReplicas();

        /**
         * Time for which provider events can be replayed, and every change of templates and flows. After it, only the
         * newest change of each template and flow is kept, without limit, as in the directory.
         */
        @WithDefault("7d")
        @Within(min = "1h", max = "365d")
        Duration retention();

        /**
         * Interval in which template-service and flow-service check whether a topic of facts was lost, with the broker's
         * data or because it was deleted; then they publish all facts again.
         */
        @WithDefault("1m")
        @Within(min = "100ms", max = "1d")
        Duration lossCheck();
    }
}
