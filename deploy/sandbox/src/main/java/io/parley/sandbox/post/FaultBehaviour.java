package io.parley.sandbox.post;

import io.parley.sandbox.fault.Dice.Chance;
import io.parley.sandbox.fault.HttpFaults;
import io.parley.sandbox.web.HttpCall;
import java.util.List;

/**
 * How the provider behaves in one call: how slow it is, whether it breaks, and what it tells later.
 *
 * @param onLost run when the answer to an accepted message is lost
 */
public record FaultBehaviour(HttpFaults plan, Chance chance, DueQueue later, Runnable onLost) {

    /** Goes on once the call's latency is over. */
    public void begin(Runnable next) {
        var latency = chance.within(plan.latencyMs(), "latency");
        if (latency == 0) {
            next.run();
        } else {
            later.after(latency, next);
        }
    }

    public boolean hits(double rate, String name) {
        return chance.hits(rate, name);
    }

    /** The HTTP status that refuses the whole call, or 0. */
    public int refusal() {
        return hits(plan.http5xx(), "http5xx") ? 503 : hits(plan.http429(), "http429") ? 429 : 0;
    }

    /** The statuses of an accepted message. */
    public Lifecycle lifecycle(List<String> statuses) {
        return Lifecycle.of(statuses, plan, chance);
    }

    /** Whether this recipient's message is accepted and fails afterwards. */
    public boolean failsLater(String to) {
        return plan.failCodes().containsKey(to) || hits(plan.failedRate(), "failed");
    }

    /** Ends the call of an accepted message: with its answer, or by one of the ways to lose it. */
    public void end(HttpCall call, byte[] error, Runnable answer) {
        if (hits(plan.timeoutAfterAccept(), "timeoutAfterAccept")) {
            lose(() -> later.after(plan.hangMs(), call::reset));
        } else if (hits(plan.resetAfterAccept(), "resetAfterAccept")) {
            lose(call::reset);
        } else if (hits(plan.error500AfterAccept(), "error500AfterAccept")) {
            lose(() -> call.answer(500, error));
        } else {
            answer.run();
        }
    }

    private void lose(Runnable way) {
        onLost.run();
        way.run();
    }
}
