package io.parley.runtime.bus;

import io.parley.model.Topics;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics in the background, or waits for the broker if it is not to create them; retries while the broker is
 * unavailable.
 */
@ApplicationScoped
class TopicSetup {

    private static final List<String> EVENTS =
            List.of(Topics.MESSAGING_PROVIDER_EVENTS, Topics.TEMPLATE_PROVIDER_EVENTS, Topics.FLOW_PROVIDER_EVENTS);
    private static final List<String> STATES = List.of(Topics.DIRECTORY, Topics.FLOW_KEYS);
    private static final List<String> FACTS = List.of(Topics.TEMPLATE_FACTS, Topics.FLOW_FACTS);
    private static final String CLEANUP = "cleanup.policy";
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int CALL_MILLIS = 5_000;

    private final BusConfig settings;
    private final BrokerAccess access;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    TopicSetup(BusConfig settings, BrokerAccess access) {
        this.settings = settings;
        this.access = access;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofPlatform().daemon().name("topic-setup").start(this::run);
    }

    /** Whether the broker has responded and the topics exist, as far as we create them. */
    boolean done() {
        return done.isDone();
    }

    /** Runs the action when {@link #done()} becomes true. */
    void whenDone(Runnable action) {
        done.thenRun(action);
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        stopped.countDown();
    }

    private void run() {
        try {
            for (var tries = 1; !create(tries); tries++) {
                if (stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            done.complete(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean create(int tries) throws InterruptedException {
        try (var admin = Admin.create(adminSettings())) {
            if (settings.topics().create()) {
                var result = admin.createTopics(topics(), new CreateTopicsOptions().timeoutMs(CALL_MILLIS));
                for (var created : result.values().entrySet()) {
                    await(created.getKey(), created.getValue());
                }
            } else {
                admin.describeCluster().clusterId().get();
            }
            return true;
        } catch (KafkaException | ExecutionException e) {
            if (tries == 1) {
                Log.warnf("broker unavailable, will retry error=%s", e.getMessage());
            }
            return false;
        }
    }

    private static void await(String topic, KafkaFuture<Void> created) throws InterruptedException, ExecutionException {
        try {
            created.get();
            Log.infof("topic created topic=%s", topic);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private List<NewTopic> topics() {
        var retention = Long.toString(settings.topics().retention().toMillis());
        return Stream.of(
                        STATES.stream().map(name -> topic(name, 1, Map.of(CLEANUP, "compact"))),
                        FACTS.stream().map(name -> facts(name, retention)),
                        EVENTS.stream()
                                .map(name ->
                                        topic(name, settings.topics().partitions(), Map.of("retention.ms", retention))))
                .flatMap(topics -> topics)
                .toList();
    }

    /**
     * One partition, so that consumers read all changes in order. Compacted only after a while, so that consumers can
     * read each change.
     */
    private NewTopic facts(String name, String retention) {
        return topic(name, 1, Map.of(CLEANUP, "compact", "min.compaction.lag.ms", retention));
    }

    private NewTopic topic(String name, int partitions, Map<String, String> own) {
        var configs = new HashMap<>(own);
        configs.put("min.insync.replicas", Integer.toString(settings.topics().minInsyncReplicas()));
        return new NewTopic(
                        name,
                        Optional.of(partitions),
                        Optional.of(settings.topics().replicationFactor()))
                .configs(configs);
    }

    private Map<String, Object> adminSettings() {
        return access.with(Map.of("request.timeout.ms", CALL_MILLIS, "default.api.timeout.ms", CALL_MILLIS));
    }
}
