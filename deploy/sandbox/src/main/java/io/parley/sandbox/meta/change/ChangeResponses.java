package io.parley.sandbox.meta.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.fault.FaultPlan;
import io.parley.sandbox.fault.ManagementFaults;
import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.web.HttpCall;
import io.parley.sandbox.web.Json;
import java.util.function.Function;

/** Responds to calls that have changed something, unless the plan loses the response. */
public final class ChangeResponses {
    private final SandboxContext context;
    private final String channel;
    private final Function<FaultPlan, ManagementFaults> faults;

    /** @param channel name of the counters */
    public ChangeResponses(SandboxContext context, String channel, Function<FaultPlan, ManagementFaults> faults) {
        this.context = context;
        this.channel = channel;
        this.faults = faults;
    }

    /** Responds as most of Meta's writes do. */
    public void succeed(HttpCall call) {
        respond(call, Json.MAPPER.createObjectNode().put("success", true));
    }

    public void respond(HttpCall call, ObjectNode json) {
        var plan = faults.apply(context.faults().plan());
        var chance = context.faults().next(channel + "Writes");
        if (chance.hits(plan.timeoutAfterWrite(), "timeoutAfterWrite")) {
            lose(() -> context.dueQueue().after(plan.hangMs(), call::reset));
        } else if (chance.hits(plan.resetAfterWrite(), "resetAfterWrite")) {
            lose(call::reset);
        } else if (chance.hits(plan.error500AfterWrite(), "error500AfterWrite")) {
            lose(() -> call.respond(500, GraphErrorResponse.unknown().json()));
        } else {
            call.respond(200, out -> out.writeTree(json));
        }
    }

    private void lose(Runnable fault) {
        context.counters().add(channel, "responsesLost", 1);
        fault.run();
    }
}
