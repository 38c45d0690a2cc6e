package io.parley.gateway;

import java.util.List;

/**
 * One item of a webhook, to be published.
 *
 * @param topic topic of the consuming service
 * @param sender the provider's id of our sender; empty if missing
 * @param key key of the record
 * @param identity bytes that identify a repeated item, together with provider, sender and kind
 * @param payload members of the event's payload; a single one without name is the payload itself
 */
record Item(
        String topic,
        String provider,
        String kind,
        String sender,
        String key,
        List<Slice> identity,
        List<Member> payload) {

    static final String UNKNOWN = "unknown";

    record Member(String name, Slice value) {}

    /** An item whose payload is one unchanged value. */
    static Item whole(String topic, String provider, String kind, String sender, String key, Slice payload) {
        return new Item(topic, provider, kind, sender, key, List.of(payload), List.of(new Member("", payload)));
    }

    int size() {
        return payload.stream().mapToInt(member -> member.value().length()).sum();
    }
}
