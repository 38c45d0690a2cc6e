package io.parley.messaging.message;

import io.parley.runtime.sql.SqlFragment;

/** Statuses whose message is not known, or not yet, as other packages may read them. */
public final class OrphanStatuses {

    /** Statuses without a message, as {@code o}. */
    public static final SqlFragment UNMATCHED = SqlFragment.of("unmatched_statuses", """
            (select s.provider, s.provider_id, s.state, s.at, s.identity, s.recipient, s.reference, s.excerpt,
               s.received_at
             from orphan_status s
             where not exists (select 1 from provider_refs(s.provider, s.provider_id))) o""");

    private OrphanStatuses() {}
}
