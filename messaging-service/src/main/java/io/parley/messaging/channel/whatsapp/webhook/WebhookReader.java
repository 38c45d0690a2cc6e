package io.parley.messaging.channel.whatsapp.webhook;

import static io.parley.runtime.json.ProviderJson.scalar;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.model.ProviderEvent;
import java.util.List;
import java.util.Optional;

/** Reads Meta's webhooks, one item at a time. */
public final class WebhookReader {
    private final StatusReader statuses;
    private final InboundReader inbound;

    public WebhookReader(ObjectMapper json) {
        statuses = new StatusReader(json);
        inbound = new InboundReader(json);
    }

    public List<ChannelEvent> read(ProviderEvent event) {
        var payload = event.payload();
        if (payload == null) {
            return List.of(new Unreadable("no payload"));
        }
        return switch (event.kind()) {
            case "message" -> List.of(message(event));
            case "status" -> List.of(statuses.read(event));
            case "user_id_update" -> AccountChangeReader.userIds(payload.path("value"), event.receivedAt());
            default -> List.of(ChangeReader.read(event));
        };
    }

    private ChannelEvent message(ProviderEvent event) {
        return AccountChangeReader.isNotification(event.payload().path("message"))
                ? AccountChangeReader.read(event)
                : inbound.read(event);
    }

    /**
     * Our number that a webhook belongs to: Meta's id of it, else the number itself, else the sender that the gateway
     * read.
     */
    static Optional<String> number(ProviderEvent event) {
        var metadata = event.payload().path("metadata");
        return scalar(metadata.path("phone_number_id"))
                .or(() -> scalar(metadata.path("display_phone_number")).map(number -> number.replaceAll("\\D", "")))
                .or(() -> Optional.ofNullable(event.sender()))
                .filter(number -> !number.isEmpty());
    }
}
