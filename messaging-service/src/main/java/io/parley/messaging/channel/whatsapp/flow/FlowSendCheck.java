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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a flow can be sent, alone or by the button of a template: it is published, or sent alone as a draft, and
 * Meta has not blocked it. A flow that is unknown here is accepted, and Meta decides; also one that Meta has throttled,
 * of which it delivers some.
 */
@Singleton
public class FlowSendCheck {
    private static final String FLOW_ID = "interactive.components.flow.flowId";

    private final FlowCache flows;

    FlowSendCheck(FlowCache flows) {
        this.flows = flows;
    }

    /** Returns the violations, with paths relative to the content. Empty for a content that opens no flow. */
    public List<Violation> violations(@Nullable UUID whatsAppAccountId, WhatsAppContent content) {
        return call(content).stream()
                .flatMap(call -> obstacle(whatsAppAccountId, call.flowId())
                        .filter(found -> found != Obstacle.DRAFT || call.mode() != FlowCall.Mode.DRAFT)
                        .stream())
                .map(found -> new Violation(FLOW_ID, found.ofMessage))
                .toList();
    }

    /** Returns why messages with a template cannot be sent, whose buttons open these flows; empty if they can. */
    public Optional<String> problemOfTemplate(@Nullable UUID whatsAppAccountId, Stream<String> flowIds) {
        return flowIds.flatMap(flowId -> obstacle(whatsAppAccountId, flowId).stream())
                .map(found -> found.ofTemplate)
                .findFirst();
    }

    private static Optional<FlowCall> call(WhatsAppContent content) {
        return content instanceof WhatsAppContent.Interactive(InteractiveContent.Flow(var parts), var replyTo, var hash)
                ? Optional.of(parts.flow())
                : Optional.empty();
    }

    private Optional<Obstacle> obstacle(@Nullable UUID whatsAppAccountId, String flowId) {
        return flows.find(whatsAppAccountId, flowId).flatMap(Obstacle::of);
    }

    /** Why a flow cannot be opened, with the remedy. */
    private enum Obstacle {
        BLOCKED(
                "names a flow that WhatsApp has blocked; repair its endpoint, or use another flow",
                "names a template whose flow WhatsApp has blocked; repair the flow's endpoint, or use another template"),
        DEPRECATED(
                "names a flow that is deprecated; use another one",
                "names a template whose flow is deprecated; use another template"),
        DRAFT(
                "names a draft; publish it, or send it to testers with the mode draft",
                "names a template whose flow is a draft; publish the flow");

        private final String ofMessage;
        private final String ofTemplate;

        Obstacle(String ofMessage, String ofTemplate) {
            this.ofMessage = ofMessage;
            this.ofTemplate = ofTemplate;
        }

        private static Optional<Obstacle> of(FlowFact flow) {
            return "BLOCKED".equals(flow.metaStatus())
                    ? Optional.of(BLOCKED)
                    : Stream.of(DEPRECATED, DRAFT)
                            .filter(state -> state.name().equals(flow.status()))
                            .findFirst();
        }
    }
}
