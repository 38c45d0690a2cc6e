package io.parley.sandbox.meta.flow.management;

import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.meta.account.SandboxAccounts;
import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.flow.endpoint.ExchangeReport;
import io.parley.sandbox.web.Json;
import java.util.Optional;
import java.util.function.Consumer;

/** Publishes Flows, with all of Meta's conditions. A Flow with an endpoint needs an endpoint that answers a ping. */
final class SandboxFlowPublication {
    private final SandboxContext context;
    private final SandboxAccounts accounts;
    private final SandboxFlowChanges changes;
    private final SandboxFlowHealth health;
    private final SandboxFlowEndpoints endpoints;

    SandboxFlowPublication(
            SandboxContext context,
            SandboxAccounts accounts,
            SandboxFlowChanges changes,
            SandboxFlowHealth health,
            SandboxFlowEndpoints endpoints) {
        this.context = context;
        this.accounts = accounts;
        this.changes = changes;
        this.health = health;
        this.endpoints = endpoints;
    }

    /** Checks that Meta allows the account to create and publish Flows. */
    void checkIntegrity(String wabaId) {
        if (context.faults().plan().flows().integrityBlocked() || accounts.isLocked(wabaId)) {
            throw SandboxFlowError.INTEGRITY.rejection(
                    "The WhatsApp Business account is not allowed to create or publish Flows.");
        }
    }

    /** @param end receives the error; empty if the Flow is published */
    void publish(SandboxFlow flow, Consumer<Optional<GraphErrorResponse>> end) {
        checkIntegrity(flow.wabaId);
        check(flow);
        if (!flow.hasEndpoint() || !context.faults().plan().flows().healthCheck()) {
            changes.setStatus(flow, SandboxFlow.PUBLISHED);
            end.accept(Optional.empty());
            return;
        }
        endpoints.ping(flow).onSuccess(report -> end.accept(afterPing(flow, report)));
    }

    private void check(SandboxFlow flow) {
        if (!flow.isDraft()) {
            throw SandboxFlowError.NOT_PUBLISHABLE.rejection(
                    "The Flow is " + flow.status + ". Only drafts can be published.");
        }
        if (flow.report == null) {
            throw SandboxFlowError.NOT_PUBLISHABLE.rejection("The Flow has no Flow JSON.");
        }
        if (flow.hasErrors()) {
            throw SandboxFlowError.NOT_PUBLISHABLE.rejection(
                    "The Flow JSON has validation errors. Fix them before you publish the Flow.");
        }
        if (!flow.report.isPublishable()) {
            throw SandboxFlowError.VERSION_NOT_PUBLISHABLE.rejection(
                    "Flows of version " + flow.report.version() + " can't be published. Use a later version.");
        }
        health.missing(flow).stream().findFirst().ifPresent(missing -> {
            throw SandboxFlowError.NOT_PUBLISHABLE.rejection(missing.sentence());
        });
    }

    private Optional<GraphErrorResponse> afterPing(SandboxFlow flow, ExchangeReport report) {
        var isActive = report.isAnswered()
                && "active".equals(report.answer().at("/data/status").asText());
        if (!isActive) {
            return Optional.of(SandboxFlowError.NOT_PUBLISHABLE.response(
                    "The endpoint does not answer the health check: " + reason(report)));
        }
        if (!flow.isDraft()) {
            return Optional.of(SandboxFlowError.NOT_PUBLISHABLE.response("The Flow is " + flow.status + "."));
        }
        changes.setStatus(flow, SandboxFlow.PUBLISHED);
        return Optional.empty();
    }

    private static String reason(ExchangeReport report) {
        return report.isAnswered()
                ? "it answers " + Json.MAPPER.valueToTree(report.answer())
                : report.outcome() + (report.status() == 0 ? "" : ", HTTP " + report.status());
    }
}
