package io.parley.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One item of a provider webhook, sent from the gateway to the service that owns it. The gateway only splits webhooks;
 * the payload is the provider's unchanged JSON, which the owner's channel parses.
 *
 * @param schema version of this record's schema, {@value #SCHEMA}
 * @param id stable across redeliveries of the same bytes: hash of provider, sender, kind and payload; the inbox key
 * @param provider source of the webhook: {@code meta}, {@code viber}, {@code viber-partner}
 * @param kind type of the item: for Meta {@code message}, {@code status}, {@code error} or the change's field name, for
 *      Viber the event name; {@code unknown} if the gateway could not determine it
 * @param sender the provider's id of our sender: phone_number_id, WABA id or Viber service id; empty when not given
 * @param key partition key: conversation for messages and statuses, else the entity that changed
 * @param receivedAt when the gateway accepted the webhook
 * @param payload the item. Meta messages: {@code {"metadata":…,"contacts":[…],"message":{…}}}, statuses: {@code
 *      {"metadata":…,"status":{…}}}, other fields: {@code {"entry":"<waba id>","time":…,"value":{…}}}. Viber: the whole
 *      body.
 */
public record ProviderEvent(
        int schema,
        String id,
        String provider,
        String kind,
        String sender,
        String key,
        Instant receivedAt,
        JsonNode payload) {

    public static final int SCHEMA = 1;
}
