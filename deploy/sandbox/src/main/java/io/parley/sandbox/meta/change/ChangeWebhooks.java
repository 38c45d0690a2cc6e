package io.parley.sandbox.meta.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.fault.FaultPlan;
import io.parley.sandbox.fault.ManagementFaults;
import io.parley.sandbox.meta.account.AccountControl;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends the webhooks of one kind of changes and applies the faults of the plan: webhooks that are dropped, delayed, sent
 * twice or overtaken. Runs on the event loop.
 */
public final class ChangeWebhooks {
    /** How long a webhook waits for the one that overtakes it. */
    private static final long MAX_OVERTAKEN_MS = 400;

    private final SandboxContext context;
    private final AccountControl.Webhooks sender;
    private final String channel;
    private final Function<FaultPlan, ManagementFaults> faults;
    private boolean muted;
    private Change overtaken;

    /** @param channel name of the counters and of the sequence of random decisions */
    public ChangeWebhooks(
            SandboxContext context,
            AccountControl.Webhooks sender,
            String channel,
            Function<FaultPlan, ManagementFaults> faults) {
        this.context = context;
        this.sender = sender;
        this.channel = channel;
        this.faults = faults;
    }

    private record Change(String wabaId, String field, ObjectNode value) {}

    /** Runs a change about which Meta stays silent. */
    public void mute(Runnable change) {
        muted = true;
        try {
            change.run();
        } finally {
            muted = false;
        }
    }

    /** Sends a webhook. Returns its field; empty if it is not sent. */
    public Optional<String> send(String wabaId, String field, ObjectNode value) {
        var plan = faults.apply(context.faults().plan());
        var chance = context.faults().next(channel);
        if (muted || chance.hits(plan.dropWebhooks(), "dropWebhooks")) {
            context.counters().add(channel, "webhooksDropped", 1);
            return Optional.empty();
        }
        var change = new Change(wabaId, field, value);
        var delay = chance.within(plan.webhookDelayMs(), "webhookDelay");
        if (overtaken == null && chance.hits(plan.outOfOrder(), "outOfOrder")) {
            overtaken = change;
            context.dueQueue().after(MAX_OVERTAKEN_MS, this::sendOvertaken);
        } else {
            deliver(change, delay);
            sendOvertaken();
        }
        if (chance.hits(plan.duplicateWebhooks(), "duplicateWebhooks")) {
            deliver(change, delay);
        }
        return Optional.of(field);
    }

    private void sendOvertaken() {
        if (overtaken != null) {
            var change = overtaken;
            overtaken = null;
            deliver(change, 0);
        }
    }

    private void deliver(Change change, long delayMs) {
        if (delayMs == 0) {
            sender.send(change.wabaId, change.field, change.value);
        } else {
            context.dueQueue().after(delayMs, () -> sender.send(change.wabaId, change.field, change.value));
        }
    }

    public void clear() {
        overtaken = null;
    }
}
