package io.parley.runtime.test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.eclipse.microprofile.config.ConfigProvider;

/** The loss of a compacted topic: it exists again, without its records. */
public final class TopicLoss {

    private TopicLoss() {}

    public static void of(String topic) throws Exception {
        var servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers))) {
            admin.deleteTopics(List.of(topic)).all().get();
            var empty =
                    new NewTopic(topic, Optional.of(1), Optional.empty()).configs(Map.of("cleanup.policy", "compact"));
            Eventually.holds(() -> create(admin, empty));
        }
    }

    /** The name is free only after the deletion has been completed. */
    private static void create(Admin admin, NewTopic topic) {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
