package io.parley.messaging.inbound;

import io.parley.messaging.retention.MonthlyTables;
import io.parley.messaging.retention.Purge;
import io.parley.messaging.retention.RetentionConfig;
import io.parley.runtime.parking.ParkedEvents;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Deletes expired inbound messages, their keys, contacts, and events that could not be processed. */
@ApplicationScoped
class PurgeInbound implements Purge {
    private static final Set<String> MONTHLY = Set.of("inbound_message");
    private static final String INBOUND_KEYS = "delete from inbound_key where received_at < $1";
    private static final String CONTACTS = "delete from contact where changed_at < $1";

    private final ParkedEvents parkedEvents;
    private final RetentionConfig periods;

    PurgeInbound(ParkedEvents parkedEvents, RetentionConfig periods) {
        this.parkedEvents = parkedEvents;
        this.periods = periods;
    }

    @Override
    public Uni<Void> deleteExpired(SqlConnection connection, Instant now) {
        return Purge.delete(connection, INBOUND_KEYS, now.minus(periods.inboundKeys()))
                .chain(() -> Purge.delete(connection, CONTACTS, now.minus(periods.contacts())))
                .chain(() -> parkedEvents.deleteOlderThan(connection, now.minus(periods.parkedEvents())))
                .chain(() -> parkedEvents.keepNewest(connection, Math.max(1, periods.maxParkedEvents())));
    }

    @Override
    public Optional<MonthlyTables> monthlyTables() {
        return Optional.of(new MonthlyTables(MONTHLY, periods.messages()));
    }
}
