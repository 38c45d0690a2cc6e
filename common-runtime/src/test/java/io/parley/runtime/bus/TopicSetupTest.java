package io.parley.runtime.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.model.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicSetupTest {

    @Test
    void createsEveryTopicOnce() throws Exception {
        var setup = new TopicSetup(TestBroker.settings(), TestBroker.access());

        setup.start(null);
        setup.start(null);

        try (var admin = Admin.create(TestBroker.clientSettings())) {
            var expected = Set.of(
                    Topics.DIRECTORY,
                    Topics.MESSAGING_PROVIDER_EVENTS,
                    Topics.TEMPLATE_PROVIDER_EVENTS,
                    Topics.FLOW_PROVIDER_EVENTS,
                    Topics.TEMPLATE_FACTS,
                    Topics.FLOW_FACTS);
            awaitTopics(admin, expected);
            var described = admin.describeTopics(
                            List.of(Topics.DIRECTORY, Topics.TEMPLATE_FACTS, Topics.FLOW_PROVIDER_EVENTS))
                    .allTopicNames()
                    .get(10, TimeUnit.SECONDS);
            assertEquals(1, described.get(Topics.DIRECTORY).partitions().size());
            assertEquals(1, described.get(Topics.TEMPLATE_FACTS).partitions().size());
            assertEquals(
                    8, described.get(Topics.FLOW_PROVIDER_EVENTS).partitions().size());
            assertEquals("compact", setting(admin, Topics.DIRECTORY, "cleanup.policy"));
            assertEquals("compact", setting(admin, Topics.FLOW_FACTS, "cleanup.policy"));
            assertEquals("delete", setting(admin, Topics.FLOW_PROVIDER_EVENTS, "cleanup.policy"));
            var week = Long.toString(Duration.ofDays(7).toMillis());
            assertEquals(week, setting(admin, Topics.TEMPLATE_FACTS, "min.compaction.lag.ms"));
            assertEquals(week, setting(admin, Topics.FLOW_PROVIDER_EVENTS, "retention.ms"));
        }
    }

    private static void awaitTopics(Admin admin, Collection<String> topics) throws Exception {
        for (var tries = 0; tries < 100; tries++) {
            if (admin.listTopics().names().get(10, TimeUnit.SECONDS).containsAll(topics)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("topics were not created");
    }

    private static String setting(Admin admin, String topic, String name) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Map<ConfigResource, ?> found =
                admin.describeConfigs(List.of(resource)).all().get(10, TimeUnit.SECONDS);
        return ((org.apache.kafka.clients.admin.Config) found.get(resource))
                .get(name)
                .value();
    }
}
