package io.parley.sandbox.meta.flow.management;

import io.parley.sandbox.SandboxContext;
import java.util.Optional;

/** Changes Flows as Meta does: the reads return the new values, and the matching webhook is sent. */
final class SandboxFlowChanges {
    private final SandboxContext context;
    private final SandboxFlowLibrary library;
    private final SandboxFlowWebhooks webhooks;
    private final SandboxFlowClock clock;

    SandboxFlowChanges(
            SandboxContext context, SandboxFlowLibrary library, SandboxFlowWebhooks webhooks, SandboxFlowClock clock) {
        this.context = context;
        this.library = library;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /** Adds a new Flow. Returns the field of the webhook; empty if none is sent. */
    Optional<String> create(SandboxFlow flow) {
        flow.updatedAt = clock.now();
        library.add(flow);
        count("created");
        return webhooks.status(flow, null);
    }

    /** Sets the status. Returns the field of the webhook; empty if none is sent. */
    Optional<String> setStatus(SandboxFlow flow, String status) {
        var before = flow.status;
        flow.status = status;
        flow.updatedAt = clock.now();
        count(status.equals(SandboxFlow.PUBLISHED) && before.equals(SandboxFlow.DRAFT) ? "published" : "statusChanges");
        return webhooks.status(flow, before);
    }

    /** Replaces the file. Meta sends no webhook. */
    void upload(SandboxFlow flow, byte[] file) {
        library.upload(flow, file);
        flow.updatedAt = clock.now();
        count("uploads");
    }

    /** Deletes a draft. Meta documents no webhook. */
    void delete(SandboxFlow flow) {
        library.remove(flow);
        count("deleted");
    }

    private void count(String counter) {
        context.counters().add("flows", counter, 1);
    }
}
