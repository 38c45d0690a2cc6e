package io.parley.sandbox.post;

import io.parley.sandbox.fault.Dice;
import io.parley.sandbox.fault.HttpFaults;
import io.parley.sandbox.fault.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statuses of one message and their times, with losses, duplicates and reordering applied.
 *
 * @param early a status to send before the response to the send call
 * @param later the other statuses
 */
public record Lifecycle(Optional<Step> early, List<Step> later) {

    private static final Range DUPLICATE_DELAY = new Range(0, 50);

    /** One status, this many milliseconds after the message was accepted. */
    public record Step(String status, long afterMs) {}

    public static Lifecycle of(List<String> statuses, HttpFaults faults, Dice.Chance chance) {
        var times = times(statuses, faults, chance);
        var order = chance.hits(faults.outOfOrder(), "outOfOrder") ? statuses.reversed() : statuses;
        var steps = new ArrayList<Step>();
        for (var i = 0; i < order.size(); i++) {
            add(steps, new Step(order.get(i), times[i]), faults, chance);
        }
        var early = !steps.isEmpty() && faults.webhooks() && chance.hits(faults.earlyWebhooks(), "earlyWebhooks");
        return early
                ? new Lifecycle(Optional.of(steps.getFirst()), steps.subList(1, steps.size()))
                : new Lifecycle(Optional.empty(), steps);
    }

    private static long[] times(List<String> statuses, HttpFaults faults, Dice.Chance chance) {
        var times = new long[statuses.size()];
        var time = 0L;
        for (var i = 0; i < times.length; i++) {
            var status = statuses.get(i);
            time += chance.within(faults.delayOf(status), status);
            times[i] = time;
        }
        return times;
    }

    private static void add(List<Step> steps, Step step, HttpFaults faults, Dice.Chance chance) {
        if (chance.hits(faults.dropWebhooks(), "drop " + step.status)) {
            return;
        }
        steps.add(step);
        if (chance.hits(faults.duplicateWebhooks(), "duplicate " + step.status)) {
            steps.add(new Step(step.status, step.afterMs + chance.within(DUPLICATE_DELAY, "echo " + step.status)));
        }
    }
}
