package io.parley.flow.endpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.runtime.background.SafeContext;
import io.parley.runtime.bus.EventPublisher;
import io.parley.runtime.entities.Sessions;
import io.parley.runtime.outbox.FactOutbox;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.hibernate.exception.ConstraintViolationException;

/** Commits changes of keys and secrets, with what the gateway gets of them in the same transaction. */
@ApplicationScoped
class FlowKeyChanges {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PUBLISH_TIMEOUT = Duration.ofSeconds(2);

    private final PlatformAccounts accounts;
    private final ObjectMapper json;
    private final InstantSource time;
    private final FactOutbox outbox;

    FlowKeyChanges(
            PlatformAccounts accounts,
            ObjectMapper json,
            InstantSource time,
            Vertx vertx,
            Pool pool,
            EventPublisher bus) {
        this.accounts = accounts;
        this.json = json;
        this.time = time;
        this.outbox = new FactOutbox("flow", vertx, pool, bus);
    }

    void start(@Observes StartupEvent event) {
        outbox.start();
    }

    void stop(@Observes @Priority(10) ShutdownEvent event) {
        outbox.stop();
    }

    /**
     * Runs the work in a transaction. Of two transactions that insert the same row at the same time, the second fails
     * and finds it when it is repeated.
     */
    <T> Uni<T> commit(Function<FlowKeyChange, Uni<T>> work) {
        return Sessions.transaction(
                        this::newChange,
                        change -> work.apply(change).call(() -> outbox.append(List.of(), change.facts())),
                        this::committed)
                .onFailure(ConstraintViolationException.class)
                .retry()
                .atMost(1);
    }

    private FlowKeyChange newChange() {
        return new FlowKeyChange(time.instant().truncatedTo(ChronoUnit.MILLIS), json);
    }

    private void committed(FlowKeyChange change) {
        change.entries().forEach(accounts::apply);
        outbox.publish(change.facts());
    }

    /** Waits until the broker has what was committed; returns false if it has not after two seconds. */
    Uni<Boolean> arePublished() {
        var context = SafeContext.executor();
        return Uni.createFrom()
                .deferred(outbox::isDrained)
                .repeat()
                .withDelay(POLL)
                .whilst(drained -> !drained)
                .collect()
                .last()
                .ifNoItem()
                .after(PUBLISH_TIMEOUT)
                .recoverWithItem(false)
                .emitOn(context);
    }
}
