package io.parley.sandbox.post;

import io.parley.sandbox.fault.Dice.Chance;
import io.parley.sandbox.fault.HttpFaults;
import io.parley.sandbox.web.HttpCall;
import java.util.List;

/**
 * The provider's behaviour in one call: latency, faults and later statuses.
 *
 * @param onLost runs when the response to an accepted message is lost
 */
public record FaultBehaviour(HttpFaults plan, Chance chance, DueQueue dueQueue, Runnable onLost) {

    /** Continues after the call's latency. */
    public void begin(Runnable next) {
        var latency = chance.within(plan.latencyMs(), "latency");
        if (latency == 0) {
            next.run();
        } else {
            dueQueue.after(latency, next);
        }
    }

    public boolean hits(double rate, String name) {
        return chance.hits(rate, name);
    }

    /** Returns the HTTP status that rejects the whole call, or 0. */
    public int rejection() {
        return hits(plan.http5xx(), "http5xx") ? 503 : hits(plan.http429(), "http429") ? 429 : 0;
    }

    /** Returns the delay of this status after the previous one. */
    public long delayOf(String status) {
        return chance.within(plan.delayOf(status), status);
    }

    /** Returns the statuses of an accepted message. */
    public Lifecycle lifecycle(List<String> statuses) {
        return Lifecycle.of(statuses, plan, chance);
    }

    /** Returns whether this recipient's message is accepted and fails afterwards. */
    public boolean failsLater(String to) {
        return plan.failCodes().containsKey(to) || hits(plan.failedRate(), "failed");
    }

    /** Ends the call of an accepted message with its response or with one of the faults that lose it. */
    public void end(HttpCall call, byte[] error, Runnable response) {
        if (hits(plan.timeoutAfterAccept(), "timeoutAfterAccept")) {
            lose(() -> dueQueue.after(plan.hangMs(), call::reset));
        } else if (hits(plan.resetAfterAccept(), "resetAfterAccept")) {
            lose(call::reset);
        } else if (hits(plan.error500AfterAccept(), "error500AfterAccept")) {
            lose(() -> call.respond(500, error));
        } else {
            response.run();
        }
    }

    private void lose(Runnable fault) {
        onLost.run();
        fault.run();
    }
}
