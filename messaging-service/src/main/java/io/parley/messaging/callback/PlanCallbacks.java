package io.parley.messaging.callback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.parley.messaging.channel.MessageState;
import io.parley.messaging.configuration.CallbackSettings;
import io.parley.runtime.ids.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Decides whether a fact is worth a call and freezes its body. Filter, version and the presence of a URL are those in
 * force now; where the call goes is looked up again at each attempt. Works in memory, never does I/O.
 */
@ApplicationScoped
public class PlanCallbacks {

    private final CallbackSettings settings;
    private final ObjectWriter statuses;
    private final ObjectWriter messages;
    private final ObjectWriter notifications;

    PlanCallbacks(CallbackSettings settings, ObjectMapper json) {
        this.settings = settings;
        this.statuses = json.writerFor(MessageStatusEvent.class);
        this.messages = json.writerFor(MoMessage.class);
        this.notifications = json.writerFor(BusinessNotificationEvent.class);
    }

    /** The call that tells of a change of state; empty if nobody wants to hear of it. */
    public Optional<CallbackRow> status(StatusFacts facts) {
        var callback = settings.effective(facts.accountId(), facts.senderId());
        var event = facts.state().event();
        var noUrl = facts.urlOverride() == null && callback.messageStatusUrl() == null;
        if (noUrl || !callback.wants(event)) {
            return Optional.empty();
        }
        return Optional.of(new CallbackRow(
                Ids.next(),
                facts.accountId(),
                facts.senderId(),
                facts.messageId(),
                CallbackKind.STATUS,
                facts.channel(),
                event,
                facts.urlOverride(),
                text(statuses, MessageStatusEvent.of(facts, callback.version())),
                facts.traceparent()));
    }

    /** The call that tells that a person took a message back; empty if nobody wants to hear of it. */
    public Optional<CallbackRow> revoked(RevocationFacts facts) {
        var sender = facts.sender();
        var callback = settings.effective(sender.accountId(), sender.id());
        var event = MessageState.DELETED.event();
        if (callback.messageStatusUrl() == null || !callback.wants(event)) {
            return Optional.empty();
        }
        return Optional.of(new CallbackRow(
                Ids.next(),
                sender.accountId(),
                sender.id(),
                facts.inboundId(),
                CallbackKind.STATUS,
                sender.channel().value(),
                event,
                null,
                text(statuses, MessageStatusEvent.of(facts)),
                facts.traceparent()));
    }

    /** The call that hands over a person's message; empty if nobody wants to hear of it. */
    public Optional<CallbackRow> inbound(InboundFacts facts) {
        var sender = facts.sender();
        var callback = settings.effective(sender.accountId(), sender.id());
        if (callback.inboundMessageUrl() == null || !MoMessage.isIn(callback.version(), facts.content())) {
            return Optional.empty();
        }
        return Optional.of(new CallbackRow(
                Ids.next(),
                sender.accountId(),
                sender.id(),
                facts.inboundId(),
                CallbackKind.INBOUND,
                sender.channel().value(),
                MoMessage.event(facts.content()),
                null,
                text(messages, MoMessage.of(facts)),
                facts.traceparent()));
    }

    /** The call that tells of a change of an account, a number or a template; empty if nobody wants to hear of it. */
    public Optional<CallbackRow> business(BusinessFacts facts) {
        if (settings.effective(facts.accountId(), null).businessNotificationUrl() == null) {
            return Optional.empty();
        }
        return Optional.of(new CallbackRow(
                Ids.next(),
                facts.accountId(),
                null,
                null,
                CallbackKind.BUSINESS,
                facts.channel(),
                BusinessNotificationEvent.EVENT,
                null,
                text(notifications, BusinessNotificationEvent.of(facts)),
                facts.traceparent()));
    }

    private static String text(ObjectWriter writer, Object body) {
        try {
            return writer.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own records can be written", e);
        }
    }
}
