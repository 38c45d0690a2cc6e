package io.parley.runtime.bus;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The ids that the broker gives topics. A topic that was deleted and created again, or that belongs to another broker, has
 * the same name and another id.
 */
@ApplicationScoped
public class TopicIds {
    private static final int TIMEOUT_MILLIS = 5_000;

    private final BrokerAccess access;
    private final BusConfig settings;

    TopicIds(BrokerAccess access, BusConfig settings) {
        this.access = access;
        this.settings = settings;
    }

    /** Returns the interval in which the ids are to be compared. */
    public Duration checkInterval() {
        return settings.topics().lossCheck();
    }

    /** Returns empty if the topic does not exist. Fails with {@link BusUnavailable} if the broker does not respond. */
    public Uni<Optional<String>> idOf(String topic) {
        return Uni.createFrom().item(() -> read(topic)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Optional<String> read(String topic) {
        try (var admin = Admin.create(
                access.with(Map.of("request.timeout.ms", TIMEOUT_MILLIS, "default.api.timeout.ms", TIMEOUT_MILLIS)))) {
            var described = admin.describeTopics(List.of(topic)).allTopicNames().get();
            return Optional.ofNullable(described.get(topic))
                    .map(known -> known.topicId().toString());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw new BusUnavailable("the broker does not describe the topic " + topic, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusUnavailable("interrupted", e);
        }
    }
}
