package io.parley.gateway;

import io.parley.model.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a webhook of Viber's bot API: one event per call, of which only the name and the user are read. */
final class ViberReader {

    static final String PROVIDER = "viber";

    private static final Set<String> EVENTS =
            Set.of("message", "delivered", "seen", "failed", "subscribed", "unsubscribed", "conversation_started");

    private @Nullable String event;
    private @Nullable String user;

    private ViberReader() {}

    /** Returns the item; none for the event with which Viber verifies the URL. Never fails. */
    static List<Item> read(String serviceId, byte[] body) {
        var reader = new ViberReader();
        try {
            if (Scan.isUtf8(body)) {
                reader.scan(Scan.object(Slice.of(body)));
                return "webhook".equals(reader.event) ? List.of() : List.of(reader.item(serviceId, Slice.of(body)));
            }
        } catch (IOException e) {
            // not a JSON object
        }
        return List.of(new ViberReader().item(serviceId, EventWriter.opaque(body)));
    }

    private void scan(Scan scan) throws IOException {
        scan.members(name -> {
            switch (name) {
                case "event" -> event(scan.text());
                case "user_id" -> user = scan.scalar();
                case "sender", "user" -> {
                    if (scan.atObject()) {
                        scan.members(member -> {
                            if (member.equals("id")) {
                                user = scan.scalar();
                            }
                        });
                    }
                }
                default -> {}
            }
        });
        scan.end();
    }

    /** An event with two names is unknown, so that one with content is not taken for the verification. */
    private void event(@Nullable String name) {
        event = event == null || event.equals(name) ? name : Item.UNKNOWN;
    }

    private Item item(String serviceId, Slice payload) {
        var kind = event != null && EVENTS.contains(event) ? event : Item.UNKNOWN;
        var key = user == null ? serviceId : serviceId + ":" + user;
        return Item.whole(Topics.MESSAGING_PROVIDER_EVENTS, PROVIDER, kind, serviceId, key, payload);
    }
}
