package io.parley.messaging.callback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.parley.messaging.channel.MessageState;
import io.parley.messaging.configuration.CallbackSettingsCache;
import io.parley.messaging.configuration.EffectiveCallback;
import io.parley.model.directory.DirectoryEntry.Sender;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Decides whether a fact is worth a call and freezes its body. Filter, version and the presence of a URL are those in
 * force now; where the call goes is looked up again at each attempt. Works in memory, never does I/O.
 */
@ApplicationScoped
public class PlanCallbacks {

    private final CallbackSettingsCache settings;
    private final ObjectWriter statuses;
    private final ObjectWriter messages;
    private final ObjectWriter notifications;

    PlanCallbacks(CallbackSettingsCache settings, ObjectMapper json) {
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
        var body = text(statuses, MessageStatusEvent.of(facts, callback.version()));
        return Optional.of(CallbackRow.of(facts.subject(), CallbackKind.STATUS, event, facts.urlOverride(), body));
    }

    /** The call that tells that a person took a message back; empty if nobody wants to hear of it. */
    public Optional<CallbackRow> revoked(RevocationFacts facts) {
        var callback = effective(facts.sender());
        var event = MessageState.DELETED.event();
        if (callback.messageStatusUrl() == null || !callback.wants(event)) {
            return Optional.empty();
        }
        var body = text(statuses, MessageStatusEvent.of(facts));
        return Optional.of(CallbackRow.of(facts.subject(), CallbackKind.STATUS, event, null, body));
    }

    /** The call that hands over a person's message; empty if nobody wants to hear of it. */
    public Optional<CallbackRow> inbound(InboundFacts facts) {
        var callback = effective(facts.sender());
        if (callback.inboundMessageUrl() == null || !MoMessage.isIn(callback.version(), facts.content())) {
            return Optional.empty();
        }
        var event = MoMessage.event(facts.content());
        var body = text(messages, MoMessage.of(facts));
        return Optional.of(CallbackRow.of(facts.subject(), CallbackKind.INBOUND, event, null, body));
    }

    /** The call that tells of a change of an account, a number or a template; empty if nobody wants to hear of it. */
    public Optional<CallbackRow> business(BusinessFacts facts) {
        if (settings.effective(facts.accountId(), null).businessNotificationUrl() == null) {
            return Optional.empty();
        }
        var event = BusinessNotificationEvent.EVENT;
        var body = text(notifications, BusinessNotificationEvent.of(facts));
        return Optional.of(CallbackRow.of(facts.subject(), CallbackKind.BUSINESS, event, null, body));
    }

    private EffectiveCallback effective(Sender sender) {
        return settings.effective(sender.accountId(), sender.id());
    }

    private static String text(ObjectWriter writer, Object body) {
        try {
            return writer.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own records can be written", e);
        }
    }
}
