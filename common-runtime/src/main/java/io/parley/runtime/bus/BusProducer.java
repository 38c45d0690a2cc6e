package io.parley.runtime.bus;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;

/**
 * The connector's producer of the channel {@code bus}. A bean of its own, which is created at its first use: the channel
 * exists only when the application has started, and some publish before.
 */
@ApplicationScoped
class BusProducer {
    static final String CHANNEL = "bus";

    private final KafkaClientService clients;

    /** @param channel not used here; the connector creates a producer only for a channel that has an emitter */
    BusProducer(KafkaClientService clients, @Channel(CHANNEL) MutinyEmitter<byte[]> channel) {
        this.clients = clients;
    }

    KafkaProducer<String, byte[]> get() {
        return clients.getProducer(CHANNEL);
    }
}
