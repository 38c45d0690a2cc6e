package io.parley.messaging.channel.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.model.ProviderEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads Meta's webhooks, one item at a time. */
final class WebhookReader {
    private final StatusReader statuses;
    private final InboundReader inbound;

    WebhookReader(ObjectMapper json) {
        statuses = new StatusReader(json);
        inbound = new InboundReader(json);
    }

    List<ChannelEvent> read(ProviderEvent event) {
        var payload = event.payload();
        if (payload == null) {
            return List.of(new Unreadable("no payload"));
        }
        return switch (event.kind()) {
            case "message" -> List.of(message(payload, event.receivedAt()));
            case "status" -> List.of(statuses.read(payload.path("status"), event.receivedAt()));
            case "user_id_update" -> NoticeReader.userIds(payload.path("value"), event.receivedAt());
            default -> List.of(ChangeReader.read(event));
        };
    }

    private ChannelEvent message(JsonNode payload, Instant arrival) {
        return NoticeReader.isNotice(payload.path("message"))
                ? NoticeReader.read(payload, arrival)
                : inbound.read(payload, arrival);
    }

    /** Meta's seconds since 1970, as text or number; the time of arrival where they make no sense. */
    static Instant time(JsonNode seconds, Instant arrival) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(seconds.asText()));
        } catch (NumberFormatException | DateTimeException e) {
            return arrival;
        }
    }

    /** A text member without NUL characters, which no database holds; empty if absent, empty or something else. */
    static Optional<String> text(JsonNode node) {
        return Optional.ofNullable(node.textValue())
                .map(text -> text.replace("\0", ""))
                .filter(text -> !text.isEmpty());
    }
}
