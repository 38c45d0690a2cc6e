package io.parley.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One item of a provider webhook on its way from the gateway to the service that owns it. The gateway only splits; the
 * payload is the provider's own JSON, so that the owner's channel reads exactly what the provider said.
 *
 * @param schema version of this record's shape, {@value #SCHEMA}
 * @param id stable across redeliveries of the same bytes: hash of provider, sender, kind and payload; the inbox key
 * @param provider who said it: {@code meta}, {@code viber}, {@code viber-partner}
 * @param kind what it is: for Meta {@code message}, {@code status}, {@code error} or the change's field name, for Viber
 *     the event name; {@code unknown} where the gateway could not tell
 * @param sender the provider's id of our identity: phone_number_id, WABA id or Viber service id; empty when not given
 * @param key partition key: conversation for messages and statuses, else the entity that changed
 * @param receivedAt when the gateway took the webhook over
 * @param payload the item. Meta messages: {@code {"metadata":…,"contacts":[…],"message":{…}}}, statuses:
 *     {@code {"metadata":…,"status":{…}}}, other fields: {@code {"entry":"<waba id>","time":…,"value":{…}}}. Viber: the
 *     whole body.
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
