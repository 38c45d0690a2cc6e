package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Registers the webhook of a bot. Viber calls the URL before it answers, and refuses one that does not return 200.
 *
 * @param eventTypes events besides messages, which are always sent
 * @see <a href="https://developers.viber.com/docs/api/rest-bot-api/#setting-a-webhook">Setting a webhook</a>
 */
record WebhookRegistration(
        String url, @JsonProperty("event_types") List<String> eventTypes) {

    /** All that the gateway passes on. */
    static WebhookRegistration of(String url) {
        return new WebhookRegistration(
                url, List.of("delivered", "seen", "failed", "subscribed", "unsubscribed", "conversation_started"));
    }
}
