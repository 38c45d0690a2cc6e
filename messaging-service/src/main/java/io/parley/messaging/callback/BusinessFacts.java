package io.parley.messaging.callback;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.messaging.channel.ChannelEvent.Change;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Data of a business notification callback: a change of an account, a phone number or a template.
 *
 * @param eventId stays the same when the change is received again
 * @param accountId owner of the changed entity
 * @param traceparent trace to link to; null if none
 */
public record BusinessFacts(
        UUID eventId,
        UUID accountId,
        String channel,
        Entity entity,
        Change change,
        @Nullable String traceparent) {

    /** Not tied to a sender or a message. */
    CallbackRow.Subject subject() {
        return new CallbackRow.Subject(accountId, null, null, channel, traceparent);
    }

    /** A copy with {@code oldValue}. */
    public BusinessFacts after(@Nullable String oldValue) {
        var complete =
                new Change(change.property(), oldValue, change.newValue(), change.reason(), change.restrictions());
        return new BusinessFacts(eventId, accountId, channel, entity, complete, traceparent);
    }

    /**
     * The changed entity, in the contract's format.
     *
     * @param type {@code template}, {@code phoneNumber} or {@code whatsAppBusinessAccount}
     * @param name null if it has none
     * @param waba our id of the WhatsApp account; null if unknown
     * @param language only for templates
     * @param phoneNumber digits; only for phone numbers
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entity(
            String type,
            @Nullable String name,
            @Nullable UUID waba,
            @Nullable String language,
            @Nullable String phoneNumber) {

        public static Entity template(@Nullable String name, @Nullable UUID waba, String language) {
            return new Entity("template", name, waba, language, null);
        }

        public static Entity phoneNumber(@Nullable String name, @Nullable UUID waba, String phoneNumber) {
            return new Entity("phoneNumber", name, waba, null, phoneNumber);
        }

        public static Entity whatsAppBusinessAccount(@Nullable String name, @Nullable UUID waba) {
            return new Entity("whatsAppBusinessAccount", name, waba, null, null);
        }
    }
}
