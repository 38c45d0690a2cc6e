package io.parley.messaging.callback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.parley.messaging.callback.CallbackRow.Subject;
import io.parley.messaging.configuration.CallbackSettingsCache;
import io.parley.messaging.configuration.CallbackSettingsPropagation;
import io.parley.messaging.configuration.EffectiveCallback;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.StatusFacts;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Decides whether a fact results in a callback and renders its body. Applies the filter, version and URL settings of
 * now, which {@link #prepare()} has brought up to date; the URL is resolved again at each attempt. Works in memory, without
 * I/O.
 */
@ApplicationScoped
public class PlanCallbacks {

    private final CallbackSettingsCache settings;
    private final CallbackSettingsPropagation recent;
    private final ObjectWriter statuses;
    private final ObjectWriter messages;
    private final ObjectWriter notifications;

    PlanCallbacks(CallbackSettingsCache settings, CallbackSettingsPropagation recent, ObjectMapper json) {
        this.settings = settings;
        this.recent = recent;
        this.statuses = json.writerFor(MessageStatusEvent.class);
        this.messages = json.writerFor(MoMessage.class);
        this.notifications = json.writerFor(BusinessNotificationEvent.class);
    }

    /**
     * To be awaited before each batch whose callbacks are planned, outside its transaction: afterwards the settings in
     * memory include those of other instances. If it fails, the batch must fail, too, to be repeated; see
     * {@link CallbackSettingsPropagation}.
     */
    public Uni<Void> prepare() {
        return recent.loaded();
    }

    /** Callback for a change of a message's state; empty if not subscribed. */
    public Optional<CallbackRow> status(StatusFacts facts) {
        var message = facts.message();
        var callback = settings.effective(message.accountId(), message.senderId());
        var event = facts.event().state().event();
        var noUrl = message.urlOverride() == null && callback.messageStatusUrl() == null;
        if (noUrl || !callback.isSubscribed(event)) {
            return Optional.empty();
        }
        var body = text(statuses, MessageStatusEvent.of(facts, callback.version()));
        return Optional.of(
                CallbackRow.of(Subject.of(message), CallbackKind.STATUS, event, message.urlOverride(), body));
    }

    /** Callback for an inbound message that the person deleted; empty if not subscribed. */
    public Optional<CallbackRow> revoked(RevocationFacts facts) {
        var callback = effective(facts.sender());
        var event = MessageState.DELETED.event();
        if (callback.messageStatusUrl() == null || !callback.isSubscribed(event)) {
            return Optional.empty();
        }
        var body = text(statuses, MessageStatusEvent.of(facts));
        return Optional.of(CallbackRow.of(facts.subject(), CallbackKind.STATUS, event, null, body));
    }

    /** Callback for an inbound message; empty if not subscribed. */
    public Optional<CallbackRow> inbound(InboundFacts facts) {
        var callback = effective(facts.sender());
        if (callback.inboundMessageUrl() == null || !MoMessage.isSupported(callback.version(), facts.content())) {
            return Optional.empty();
        }
        var event = MoMessage.event(facts.content());
        var body = text(messages, MoMessage.of(facts));
        return Optional.of(CallbackRow.of(facts.subject(), CallbackKind.INBOUND, event, null, body));
    }

    /** Callback for a change of an account, a phone number or a template; empty if not subscribed. */
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
            throw new IllegalStateException("cannot serialize the body of a callback", e);
        }
    }
}
