package io.parley.sandbox.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * When statuses and receipts come unless a plan says so: spread over a few seconds, as on a real phone, so that nobody takes
 * them for one event.
 *
 * @param percent of the usual delays; 0 sends everything at once, as load tests want
 */
public record StatusPace(int percent) {

    /** Each delay counts from the status before it: sent after 200–400 ms, delivered by 1.2 s, read by 3 s. */
    private static final Map<String, Range> USUAL = Map.of(
            "sent", new Range(200, 400),
            "delivered", new Range(400, 800),
            "read", new Range(900, 1800),
            "seen", new Range(900, 1800),
            "failed", new Range(400, 800));

    private static final Range USUAL_RECEIPT = new Range(600, 1200);

    public StatusPace {
        if (percent < 0) {
            throw new IllegalArgumentException("the pace of statuses must not be negative");
        }
    }

    /** The plan with every delay that it does not name. */
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

    /** The object of this name, made if it is absent; empty if there is something else, which the plan refuses. */
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
