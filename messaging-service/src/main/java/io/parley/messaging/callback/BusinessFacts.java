package io.parley.messaging.callback;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.messaging.channel.ChannelEvent.Change;
import java.util.UUID;

/**
 * A change of an account, a number or a template, with all that the callback says.
 *
 * @param eventId the same however often the change is heard of
 * @param accountId whose it is
 * @param traceparent trace to link to; null if none
 */
public record BusinessFacts(
        UUID eventId, UUID accountId, String channel, Entity entity, Change change, String traceparent) {

    /** No single sender's and no message's. */
    CallbackRow.Subject subject() {
        return new CallbackRow.Subject(accountId, null, null, channel, traceparent);
    }

    /** The same change with what was there before. */
    public BusinessFacts after(String oldValue) {
        var known = new Change(change.property(), oldValue, change.newValue(), change.reason(), change.restrictions());
        return new BusinessFacts(eventId, accountId, channel, entity, known, traceparent);
    }

    /**
     * What changed, as the contract writes it.
     *
     * @param type {@code template}, {@code phoneNumber} or {@code whatsAppBusinessAccount}
     * @param name null where it has none
     * @param waba our id of the WhatsApp account; null where it is not known
     * @param language only of a template
     * @param phoneNumber in digits, only of a number
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entity(String type, String name, UUID waba, String language, String phoneNumber) {

        public static Entity template(String name, UUID waba, String language) {
            return new Entity("template", name, waba, language, null);
        }

        public static Entity phoneNumber(String name, UUID waba, String phoneNumber) {
            return new Entity("phoneNumber", name, waba, null, phoneNumber);
        }

        public static Entity whatsAppBusinessAccount(String name, UUID waba) {
            return new Entity("whatsAppBusinessAccount", name, waba, null, null);
        }
    }
}
