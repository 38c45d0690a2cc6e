package io.parley.sandbox.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * Default delays of statuses and receipts: spread over a few seconds, as on a real phone, so that they are visible as
 * separate events.
 *
 * @param percent percentage of the usual delays; 0 sends everything at once, for load tests
 */
public record StatusPace(int percent) {

    /** Each delay is relative to the previous status: sent after 200–400 ms, delivered by 1.2 s, read by 3 s. */
    private static final Map<String, Range> USUAL = Map.of(
            "sent", new Range(200, 400),
            "delivered", new Range(400, 800),
            "read", new Range(900, 1800),
            "seen", new Range(900, 1800),
            "failed", new Range(400, 800));

    private static final Range USUAL_RECEIPT = new Range(600, 1200);

    public StatusPace {
        if (percent < 0) {
            throw new IllegalArgumentException("--status-pace-percent must not be negative");
        }
    }

    /** Returns the plan, with default delays for those that it does not set. */
    FaultPlan plan(ObjectNode json) {
        var filled = json.deepCopy();
        for (var channel : new String[] {"whatsapp", "viber"}) {
            object(filled, channel)
                    .flatMap(faults -> object(faults, "webhookDelayMs"))
                    .ifPresent(this::fill);
        }
        object(filled, "sms")
                .filter(faults -> !faults.has("receiptDelayMs"))
                .ifPresent(faults -> put(faults, "receiptDelayMs", USUAL_RECEIPT));
        return FaultPlan.of(filled);
    }

    /** Returns the object of this name, created if absent; empty for another type, which the plan rejects. */
    private static Optional<ObjectNode> object(ObjectNode parent, String name) {
        if (parent.path(name).isMissingNode() || parent.path(name).isNull()) {
            return Optional.of(parent.putObject(name));
        }
        return parent.get(name) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    }

    private void fill(ObjectNode delays) {
        USUAL.forEach((status, range) -> {
            if (!delays.has(status)) {
                put(delays, status, range);
            }
        });
    }

    private void put(ObjectNode object, String name, Range range) {
        object.putObject(name).put("min", range.min() * percent / 100).put("max", range.max() * percent / 100);
    }
}
