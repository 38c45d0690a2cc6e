package io.parley.messaging.inbound;

import static org.apache.kafka.clients.consumer.ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.CLIENT_ID_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.GROUP_ID_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.GROUP_INSTANCE_ID_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_POLL_RECORDS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.METADATA_MAX_AGE_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG;

import io.parley.runtime.bus.BrokerAccess;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings of the consumer of provider events: the deployment's {@code kafka.*} settings and its own. */
@Singleton
class ConsumerSettings {
    private static final String GROUP = "messaging-service";
    private static final int METADATA_MAX_AGE_MILLIS = 5_000;

    private final Map<String, Object> settings;

    ConsumerSettings(
            BrokerAccess access, @ConfigProperty(name = "parley.instance") String instance, InboundConfig config) {
        settings = access.with(Map.of());
        settings.put(GROUP_ID_CONFIG, GROUP);
        settings.put(GROUP_INSTANCE_ID_CONFIG, instance); // a restarted member rejoins without a rebalance
        settings.put(CLIENT_ID_CONFIG, GROUP + "-" + instance);
        settings.put(AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(
                SESSION_TIMEOUT_MS_CONFIG,
                Math.toIntExact(config.sessionTimeout().toMillis()));
        settings.put(MAX_POLL_RECORDS_CONFIG, config.batch());
        settings.put(ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(METADATA_MAX_AGE_CONFIG, METADATA_MAX_AGE_MILLIS);
    }

    Map<String, Object> asMap() {
        return settings;
    }
}
