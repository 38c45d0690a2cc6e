package io.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.parley.model.ProviderEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventWriterTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    @Test
    void writesAReadableEvent() throws IOException {
        var event = event(MetaCalls.webhook(MetaCalls.message("105", "491", "wamid.1")));

        assertEquals(ProviderEvent.SCHEMA, event.schema());
        assertEquals("meta", event.provider());
        assertEquals("message", event.kind());
        assertEquals("105", event.sender());
        assertEquals("105:491", event.key());
        assertEquals(NOW, event.receivedAt());
        assertTrue(event.id().matches("[0-9a-f]{64}"), event.id());
        assertEquals("105", event.payload().at("/metadata/phone_number_id").asText());
        assertEquals("Jé", event.payload().at("/contacts/0/profile/name").asText());
        assertEquals(
                "hé / 12345678901234567890.10",
                event.payload().at("/message/text/body").asText());
    }

    @Test
    void anItemHasTheSameIdInAnyWebhook() throws IOException {
        var status = MetaCalls.status("105", "491", "wamid.1", "delivered");

        var alone = event(MetaCalls.webhook(status));
        var first = event(MetaCalls.webhook(status, MetaCalls.message("105", "492", "wamid.2")));
        var other = event(MetaCalls.webhook(status.replace("delivered", "read")));

        assertEquals(alone.id(), first.id());
        assertNotEquals(alone.id(), other.id());
    }

    @Test
    void keepsNumbersAndEscapesUnchanged() throws IOException {
        var body = "{\"event\":\"delivered\",\"message_token\":5741311803571721087,\"user_id\":\"u\\/1\",\"x\":1.10}";

        var bytes = EventWriter.write(
                        ViberReader.read("7042", MetaCalls.bytes(body)).getFirst(), NOW, null)
                .value();

        assertTrue(new String(bytes, StandardCharsets.UTF_8).endsWith(",\"payload\":" + body + "}"));
    }

    @Test
    void writesTheTraceparentHeader() {
        var item = ViberReader.read("7042", MetaCalls.bytes("{\"event\":\"seen\"}"))
                .getFirst();

        assertEquals(
                Map.of("traceparent", "00-a-b-01"),
                EventWriter.write(item, NOW, "00-a-b-01").headers());
    }

    @Test
    void escapesIdsOfProviders() throws IOException {
        var event = event(MetaCalls.webhook(MetaCalls.message("1\\\"0\\n5", "\\ud800", "wamid.1")));

        assertEquals("1\"0\n5", event.sender());
        assertEquals("1\"0\n5:?", event.key());
    }

    @Test
    void anOversizedItemIsTruncatedAndUnknown() throws IOException {
        var event = event("{\"object\":\"page\",\"text\":\"" + "x".repeat(2_000_000) + "\"}");

        assertEquals("unknown", event.kind());
        assertTrue(event.payload().path("cut").asBoolean());
        assertEquals(2_000_027, event.payload().path("bytes").asInt());
        assertTrue(event.payload().path("base64").asText().length() < 700_000);
    }

    private static ProviderEvent event(String body) throws IOException {
        var item = MetaSplitter.split(MetaCalls.bytes(body)).getFirst();
        return JSON.readValue(EventWriter.write(item, NOW, null).value(), ProviderEvent.class);
    }
}
