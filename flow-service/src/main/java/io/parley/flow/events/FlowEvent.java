package io.parley.flow.events;

import io.parley.flow.store.FlowAlerts.Alert;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A webhook about one flow.
 *
 * @param wabaId Meta's id of the WhatsApp account
 * @param newStatus Meta's value; null if the event is no change of the status
 * @param alert null if the event is none
 * @param at when it happened
 */
record FlowEvent(
        String wabaId,
        String flowId,
        @Nullable String newStatus,
        @Nullable Alert alert,
        Instant at) {}
