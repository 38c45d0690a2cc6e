package io.parley.messaging.channel.whatsapp.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.model.ProviderEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Reads items of Meta's webhooks, as of {@link #ARRIVAL}. */
final class WebhookItems {

    static final Instant ARRIVAL = Instant.parse("2026-01-02T03:04:05Z");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final WebhookReader READER = new WebhookReader(JSON);

    private WebhookItems() {}

    static ChannelEvent read(String kind, String payload) {
        var read = readAll(kind, payload);
        assertEquals(1, read.size());
        return read.getFirst();
    }

    static List<ChannelEvent> readAll(String kind, String payload) {
        try {
            return READER.read(
                    new ProviderEvent(1, "e1", "meta", kind, "105500000000001", "k", ARRIVAL, JSON.readTree(payload)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
