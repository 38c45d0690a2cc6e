package io.parley.sandbox;

import io.parley.sandbox.fault.Faults;
import io.parley.sandbox.ledger.Counters;
import io.parley.sandbox.ledger.InboundLedger;
import io.parley.sandbox.ledger.Ledger;
import io.parley.sandbox.ledger.Requests;
import io.parley.sandbox.post.DueQueue;
import io.parley.sandbox.post.Poster;
import io.parley.sandbox.web.ProviderIds;

/**
 * What all HTTP faces of one sandbox work with.
 *
 * @param ledger what was taken
 * @param requests how the newest of it was said
 * @param inbound what phones sent
 * @param later runs on the event loop what is due
 */
public record SandboxContext(
        SandboxSettings settings,
        Faults faults,
        Ledger ledger,
        Requests requests,
        InboundLedger inbound,
        Counters counters,
        DueQueue later,
        Poster poster,
        ProviderIds ids) {}
