package io.parley.messaging.channel.whatsapp.flow;

import io.parley.messaging.channel.whatsapp.content.InteractiveContent;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts.FlowCall;
import io.parley.messaging.channel.whatsapp.content.WhatsAppContent;
import io.parley.messaging.flow.FlowCache;
import io.parley.model.Violation;
import io.parley.model.fact.FlowFact;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Checks whether a flow can be sent: it is published, or sent as a draft, and Meta has not blocked it. A flow that is
 * unknown here is accepted, and Meta decides; also one that Meta has throttled, of which it delivers some.
 */
@Singleton
public class FlowSendCheck {
    private static final String FLOW_ID = "interactive.components.flow.flowId";

    private final FlowCache flows;

    FlowSendCheck(FlowCache flows) {
        this.flows = flows;
    }

    /** Returns the violations, with paths relative to the content. Empty for a content that opens no flow. */
    public List<Violation> violations(UUID whatsAppAccountId, WhatsAppContent content) {
        return call(content).stream()
                .flatMap(call ->
                        flows.find(whatsAppAccountId, call.flowId()).flatMap(flow -> problem(flow, call)).stream())
                .map(text -> new Violation(FLOW_ID, text))
                .toList();
    }

    private static Optional<FlowCall> call(WhatsAppContent content) {
        return content instanceof WhatsAppContent.Interactive(InteractiveContent.Flow(var parts), var replyTo, var hash)
                ? Optional.of(parts.flow())
                : Optional.empty();
    }

    private static Optional<String> problem(FlowFact flow, FlowCall call) {
        if ("BLOCKED".equals(flow.metaStatus())) {
            return Optional.of("names a flow that WhatsApp has blocked; repair its endpoint, or use another flow");
        }
        return switch (flow.status()) {
            case "DEPRECATED" -> Optional.of("names a flow that is deprecated; use another one");
            case "DRAFT" ->
                call.mode() == FlowCall.Mode.DRAFT
                        ? Optional.empty()
                        : Optional.of("names a draft; publish it, or send it to testers with the mode draft");
            default -> Optional.empty();
        };
    }
}
