package io.parley.sandbox.meta.account;

import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.fault.AccountFaults;
import io.parley.sandbox.fault.Dice.Chance;
import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.error.GraphRejection;
import io.parley.sandbox.web.HttpCall;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Applies the fault plan to the calls of the account side, and responds to rejected ones. */
final class AccountCallFaults {
    private static final String CHANNEL = "accounts";
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final SandboxContext context;

    AccountCallFaults(SandboxContext context) {
        this.context = context;
    }

    /** Continues after the latency of the call, unless the plan lets it fail. */
    void pass(HttpCall call, Runnable next) {
        var plan = context.faults().plan().accounts();
        var chance = context.faults().next(CHANNEL);
        context.counters().add(CHANNEL, "calls", 1);
        call.request().response().putHeader("Date", date(plan.clockSkewSeconds()));
        var latency = chance.within(plan.latencyMs(), "latency");
        if (latency == 0) {
            passNow(call, plan, chance, next);
        } else {
            context.dueQueue().after(latency, () -> passNow(call, plan, chance, next));
        }
    }

    /** Returns the time as Meta's servers report it in every response. */
    private static String date(long skewSeconds) {
        return HTTP_DATE.format(Instant.now().plusSeconds(skewSeconds));
    }

    private void passNow(HttpCall call, AccountFaults plan, Chance chance, Runnable next) {
        var failure = failure(plan, chance);
        if (chance.hits(plan.reset(), "reset")) {
            call.reset();
        } else if (failure.isPresent()) {
            reject(call, failure.get());
        } else {
            guarded(call, next);
        }
    }

    private static Optional<GraphErrorResponse> failure(AccountFaults plan, Chance chance) {
        if (chance.hits(plan.http5xx(), "http5xx")) {
            return Optional.of(GraphErrorResponse.serviceDown());
        }
        if (chance.hits(plan.code4(), "code4")) {
            return Optional.of(GraphErrorResponse.of(4, null));
        }
        return chance.hits(plan.code80007(), "code80007")
                ? Optional.of(GraphErrorResponse.of(80007, null))
                : Optional.empty();
    }

    /** Runs a step of the call. Responds to its rejection, and to an unexpected failure, so that no call waits. */
    void guarded(HttpCall call, Runnable step) {
        try {
            step.run();
        } catch (GraphRejection rejection) {
            reject(call, rejection.response());
        } catch (RuntimeException failure) {
            System.err.println("sandbox: " + call.method() + " of Meta's account side failed: " + failure);
            reject(call, GraphErrorResponse.unknown());
        }
    }

    /** Responds with an error. Reads and drops the rest of the body, so that the connection can be reused. */
    void reject(HttpCall call, GraphErrorResponse error) {
        context.counters().add(CHANNEL, "refused", 1);
        call.request().resume();
        call.respond(error.status(), error.json());
    }
}
