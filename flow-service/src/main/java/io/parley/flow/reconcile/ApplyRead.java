package io.parley.flow.reconcile;

import io.parley.flow.lifecycle.FlowErrors;
import io.parley.flow.lifecycle.FlowStatus;
import io.parley.flow.lifecycle.MetaEndpoints;
import io.parley.flow.store.FlowRow;
import io.parley.runtime.graph.ReadOrder;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Applies what a read from Meta returned to a flow. A read that began before the newest stored one, or before the end of
 * the last operation, changes nothing: it may have seen the state before.
 */
@Singleton
class ApplyRead {
    private final MetaEndpoints endpoints;

    ApplyRead(MetaEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    /**
     * Applies a read.
     *
     * @param startedAt start of the call
     * @return whether the file may have been changed at Meta, so that our copy of it is of no use
     */
    boolean apply(FlowRow row, MetaFlow meta, Instant startedAt) {
        if (row.readAt != null && row.readAt.isAfter(startedAt)) {
            return false;
        }
        row.readAt = startedAt;
        if (meta.name() != null) {
            row.name = meta.name();
        }
        if (meta.categories() != null) {
            row.categories(meta.categories());
        }
        if (meta.errors() != null) {
            row.metaErrors = FlowErrors.text(meta.errors());
        }
        status(row, meta, startedAt);
        endpoint(row, meta);
        return file(row, meta);
    }

    private static void status(FlowRow row, MetaFlow meta, Instant startedAt) {
        var reported = meta.status();
        if (reported != null && ReadOrder.isReadCurrent(startedAt, row.statusAt)) {
            FlowStatus.ofMeta(reported).filter(row.status::canBecome).ifPresent(status -> {
                row.status = status;
                row.metaStatus = reported;
            });
        }
    }

    private void endpoint(FlowRow row, MetaFlow meta) {
        var changed = meta.endpointUri();
        if (changed != null && !changed.equals(row.metaEndpointUri)) {
            row.metaEndpointUri = changed;
            if (!endpoints.isPlatforms(row.flowId, changed)) {
                row.endpointUri = changed;
            }
        }
    }

    private static boolean file(FlowRow row, MetaFlow meta) {
        if (meta.jsonVersion() != null) {
            row.jsonVersion = meta.jsonVersion();
            row.dataApiVersion = meta.dataApiVersion();
        }
        var isChanged =
                row.metaUpdatedAt != null && meta.updatedAt() != null && !row.metaUpdatedAt.equals(meta.updatedAt());
        if (meta.updatedAt() != null) {
            row.metaUpdatedAt = meta.updatedAt();
        }
        if (isChanged) {
            row.ownErrors = null;
        }
        return isChanged;
    }
}
