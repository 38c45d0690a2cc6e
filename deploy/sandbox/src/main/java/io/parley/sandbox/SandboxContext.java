package io.parley.sandbox;

import io.parley.sandbox.fault.Faults;
import io.parley.sandbox.ledger.Counters;
import io.parley.sandbox.ledger.InboundLedger;
import io.parley.sandbox.ledger.Ledger;
import io.parley.sandbox.ledger.Requests;
import io.parley.sandbox.phone.SandboxPhones;
import io.parley.sandbox.post.DueQueue;
import io.parley.sandbox.post.Poster;
import io.parley.sandbox.web.ProviderIds;

/**
 * Shared components of the HTTP APIs of one sandbox.
 *
 * @param ledger accepted messages
 * @param requests request bodies of the newest accepted messages
 * @param inbound messages from phones
 * @param dueQueue runs scheduled tasks on the event loop
 * @param phones what persons have received and sent
 */
public record SandboxContext(
        SandboxConfig settings,
        Faults faults,
        Ledger ledger,
        Requests requests,
        InboundLedger inbound,
        Counters counters,
        DueQueue dueQueue,
        SandboxPhones phones,
        Poster poster,
        ProviderIds ids) {}
