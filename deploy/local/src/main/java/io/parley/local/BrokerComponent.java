package io.parley.local;

import io.parley.embedded.EmbeddedKafka;

/** The broker in the launcher's JVM, which saves a process and ends with it. */
final class BrokerComponent implements Component {

    private final EmbeddedKafka kafka;
    private volatile boolean ready;

    BrokerComponent(Options options, StateFolder state) {
        kafka = EmbeddedKafka.at(state.kafka())
                .port(options.ports().kafka())
                .controllerPort(options.ports().kafkaController());
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public void start() {
        kafka.start();
        ready = true;
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public void stop() {
        ready = false;
        kafka.stop();
    }
}
