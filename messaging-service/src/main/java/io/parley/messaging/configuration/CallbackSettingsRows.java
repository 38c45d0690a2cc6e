package io.parley.messaging.configuration;

import io.parley.runtime.entities.Sessions;
import io.parley.runtime.entities.Upserts;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** The stored callback settings: one row per account or sender with settings. */
@ApplicationScoped
class CallbackSettingsRows implements Upserts<CallbackSettingsRow, UUID> {

    /**
     * Replaces the settings of an owner.
     *
     * @param change of a locked row; its settings are null if it is new
     * @param committed runs after the commit
     */
    Uni<CallbackSettingsRow> replace(
            UUID ownerId,
            UUID accountId,
            Consumer<CallbackSettingsRow> change,
            Consumer<CallbackSettingsRow> committed) {
        return upsert(
                ownerId,
                () -> CallbackSettingsRow.of(ownerId, accountId),
                row -> databaseTime().invoke(now -> {
                    change.accept(row);
                    row.updatedAt = now;
                }),
                committed);
    }

    /** All rows, the oldest change first. */
    Uni<List<CallbackSettingsRow>> all() {
        return Sessions.read(() -> find("order by updatedAt").list());
    }

    /**
     * The rows changed since then or in the overlap before; the oldest change first.
     *
     * @param since a value of {@link System#nanoTime()}: the time passed since then is the same by the clock of the database
     */
    Uni<List<CallbackSettingsRow>> changedSince(long since, Duration overlap) {
        return Sessions.read(() -> databaseTime()
                .map(now -> now.minus(overlap).minusNanos(System.nanoTime() - since))
                .chain(from -> find("updatedAt >= ?1 order by updatedAt", from).list()));
    }

    /**
     * The time by the clock of the database, which all instances share. Of a change asked for while the row is locked, so that of
     * two changes the later one has the later time. Hibernate Reactive 3.2 cannot have the statement itself set it: it
     * takes a value returned by an update for the id.
     */
    private static Uni<Instant> databaseTime() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select clock_timestamp()", Instant.class)
                        .getSingleResult());
    }
}
