package io.parley.runtime.outbox;

import io.parley.runtime.background.PeriodicTask;
import io.parley.runtime.bus.TopicIds;
import io.parley.runtime.sql.SqlStatement;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Publishes all facts of a compacted topic again when the topic is another one than before: after the broker lost its
 * data, on another broker, or when an operator deleted the topic. The table {@code fact_topic} has the id of the topic to
 * which all facts were published.
 *
 * <p>A service creates one for each topic, and starts and stops it. Instances that find out at the same time publish
 * twice, which readers ignore.
 */
public final class RepublishOnLoss {
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private static final SqlStatement READ = SqlStatement.text("select topic_id from fact_topic where topic = :topic")
            .parameters("topic")
            .load();
    private static final SqlStatement STORE =
            SqlStatement.text("""
                    insert into fact_topic (topic, topic_id) values (:topic, :topic_id)
                    on conflict (topic) do update set topic_id = excluded.topic_id""").parameters("topic", "topic_id").load();

    private final String topic;
    private final TopicIds topics;
    private final Pool pool;
    private final Supplier<Uni<Void>> publishAll;
    private final PeriodicTask task;

    /** @param publishAll commits all facts of the topic to the outbox, each with a higher version than before */
    public RepublishOnLoss(String topic, TopicIds topics, Vertx vertx, Pool pool, Supplier<Uni<Void>> publishAll) {
        this.topic = topic;
        this.topics = topics;
        this.pool = pool;
        this.publishAll = publishAll;
        this.task = PeriodicTask.named("lost-" + topic)
                .every(topics.checkInterval())
                .deadline(DEADLINE)
                .build(vertx, this::check);
    }

    public void start() {
        task.start();
    }

    public void stop() {
        task.stop();
    }

    private Uni<Void> check() {
        return topics.idOf(topic)
                .chain(id -> id.isEmpty() ? Uni.createFrom().voidItem() : publishUnlessStored(id.get()));
    }

    private Uni<Void> publishUnlessStored(String id) {
        return READ.with("topic", topic)
                .execute(pool)
                .chain(rows -> !rows.isEmpty() && rows.first().text("topic_id").equals(id)
                        ? Uni.createFrom().voidItem()
                        : publish(id));
    }

    private Uni<Void> publish(String id) {
        return publishAll
                .get()
                .chain(() -> STORE.with("topic", topic).with("topic_id", id).execute(pool))
                .invoke(() -> Log.infof("all facts published to a new topic topic=%s", topic))
                .replaceWithVoid();
    }
}
