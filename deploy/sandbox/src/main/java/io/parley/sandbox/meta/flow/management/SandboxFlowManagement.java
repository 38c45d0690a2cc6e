package io.parley.sandbox.meta.flow.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.meta.account.AccountControl;
import io.parley.sandbox.meta.account.FlowCalls;
import io.parley.sandbox.meta.account.SandboxAccounts;
import io.parley.sandbox.meta.flow.management.SentFlows.SentFlow;
import io.parley.sandbox.meta.rules.RuleViolation;
import java.util.Optional;
import java.util.function.Function;

/** The Flows of one sandbox: calls of the Graph API and of the control API, and the Flows of messages. */
public final class SandboxFlowManagement {
    private final SandboxFlowLibrary library;
    private final SandboxFlowWebhooks webhooks;
    private final SandboxFlowFiles files;
    private final SandboxFlowGraphApi calls;
    private final SandboxFlowControl control;
    private final SandboxFlowEndpoints endpoints;
    private final SentFlows sent = new SentFlows();
    private final FlowUsers users;
    private final SandboxFlowSendCheck check;
    private final SandboxFlowClock clock;

    /** @param inbound sends a message from a phone, and returns its id */
    public SandboxFlowManagement(
            SandboxContext context,
            SandboxAccounts accounts,
            AccountControl.Webhooks sender,
            Function<ObjectNode, String> inbound) {
        var settings = context.settings();
        library = new SandboxFlowLibrary(settings.numbers().getFirst().wabaId(), settings.appId());
        clock = new SandboxFlowClock(context);
        webhooks = new SandboxFlowWebhooks(context, sender);
        endpoints = new SandboxFlowEndpoints(context, accounts);
        var health = new SandboxFlowHealth(context, accounts);
        var fields = new SandboxFlowFields(context, accounts, health, clock);
        var changes = new SandboxFlowChanges(context, library, webhooks, clock);
        var publication = new SandboxFlowPublication(context, accounts, changes, health, endpoints);
        var writes = new SandboxFlowWrites(context, accounts, library, changes, publication);
        files = new SandboxFlowFiles(context, library, changes, clock);
        calls = new SandboxFlowGraphApi(library, fields, writes, files);
        control = new SandboxFlowControl(library, changes, webhooks, fields);
        users = new FlowUsers(library, endpoints, sent, inbound);
        check = new SandboxFlowSendCheck(library, clock);
    }

    public FlowCalls calls() {
        return calls;
    }

    /** Returns the links to files and previews. */
    public SandboxFlowFiles files() {
        return files;
    }

    public SandboxFlowControl control() {
        return control;
    }

    public FlowUsers users() {
        return users;
    }

    /** Returns the Flow of a message that was sent: id, name, JSON and token; empty if the message has none. */
    public Optional<ObjectNode> opened(String wamid) {
        return sent.find(wamid)
                .flatMap(message -> library.find(message.flowId()).map(flow -> flow.opened(message.token())));
    }

    /** Returns whether an account has the Flow of this id or name. */
    public boolean exists(String wabaId, JsonNode idOrName) {
        return check.find(wabaId, idOrName).isPresent();
    }

    /**
     * Checks the Flow of a message of this account.
     *
     * @param parameters flow_id or flow_name, and mode
     */
    public Optional<RuleViolation> checkSend(String wabaId, JsonNode parameters) {
        return check.check(wabaId, parameters);
    }

    /**
     * Notes a message with a Flow that was accepted.
     *
     * @param recipient phone or user id
     * @param display number that has sent it, digits
     */
    public void sent(String wabaId, JsonNode parameters, String token, String wamid, String recipient, String display) {
        check.find(wabaId, parameters).ifPresent(flow -> {
            flow.addSent(clock.now());
            sent.add(new SentFlow(wamid, flow.id, recipient, display, token));
        });
    }

    /** Restores the initial Flows. */
    public void reset() {
        library.reset();
        webhooks.clear();
        files.clear();
        endpoints.clear();
        sent.clear();
    }
}
