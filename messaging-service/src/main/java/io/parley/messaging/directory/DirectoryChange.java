package io.parley.messaging.directory;

import io.parley.runtime.outbox.OutboxRow;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Collects the rows that one transaction changes in the directory. */
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

    /** Adds a new row. */
    <R extends DirectoryRow> Uni<R> add(R row) {
        touch(row);
        return row.persist();
    }

    /** Alters a row; an unchanged row is not published. */
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

    /** Facts for the other services. */
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
