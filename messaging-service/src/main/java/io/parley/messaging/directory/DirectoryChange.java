package io.parley.messaging.directory;

import io.parley.runtime.outbox.OutboxRow;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What one transaction alters in the directory. */
final class DirectoryChange {
    private final Instant now;
    private final List<DirectoryRow> rows = new ArrayList<>();
    private List<OutboxRow> facts = List.of();

    DirectoryChange(Instant now) {
        this.now = now;
    }

    Instant now() {
        return now;
    }

    /** A row that did not exist before. */
    <R extends DirectoryRow> Uni<R> add(R row) {
        touch(row);
        return row.persist();
    }

    /** Alters a row; if that leaves it as it was, nobody hears of it. */
    <R extends DirectoryRow> R alter(R row, Runnable alteration) {
        var before = row.entry();
        alteration.run();
        if (!row.entry().equals(before)) {
            touch(row);
        }
        return row;
    }

    List<DirectoryRow> rows() {
        return rows;
    }

    /** What the other services will be told. */
    List<OutboxRow> facts() {
        return facts;
    }

    void facts(List<OutboxRow> facts) {
        this.facts = facts;
    }

    private void touch(DirectoryRow row) {
        if (!rows.contains(row)) {
            row.changed(now);
            rows.add(row);
        }
    }
}
