package io.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.parley.model.ProviderEvent;
import io.parley.runtime.bus.BusRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
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

        var bytes = only(ViberReader.read("7042", MetaCalls.bytes(body)).getFirst(), null)
                .value();

        assertTrue(new String(bytes, StandardCharsets.UTF_8).endsWith(",\"payload\":" + body + "}"));
    }

    @Test
    void writesTheTraceparentHeader() {
        var item = ViberReader.read("7042", MetaCalls.bytes("{\"event\":\"seen\"}"))
                .getFirst();

        assertEquals(Map.of("traceparent", "00-a-b-01"), only(item, "00-a-b-01").headers());
    }

    @Test
    void escapesIdsOfProviders() throws IOException {
        var event = event(MetaCalls.webhook(MetaCalls.message("1\\\"0\\n5", "\\ud800", "wamid.1")));

        assertEquals("1\"0\n5", event.sender());
        assertEquals("1\"0\n5:?", event.key());
    }

    @Test
    void anOversizedItemIsUnknownAndInParts() throws IOException {
        var body = "{\"object\":\"page\",\"text\":\"" + "é".repeat(1_000_000) + "\"}";
        var item = MetaSplitter.split(MetaCalls.bytes(body)).getFirst();

        var found = new ByteArrayOutputStream();
        var ids = new HashSet<String>();
        for (var record : EventWriter.write(item, NOW, null)) {
            var event = JSON.readValue(record.value(), ProviderEvent.class);
            assertTrue(record.value().length < 1_000_000, "octets " + record.value().length);
            assertEquals("unknown", event.kind());
            assertEquals(3, event.payload().path("parts").asInt());
            ids.add(event.id() + event.payload().path("part").asInt());
            found.writeBytes(event.payload().path("base64").binaryValue());
        }

        assertEquals(3, ids.size());
        assertEquals(body, found.toString(StandardCharsets.UTF_8));
    }

    @Test
    void idsAreLimited() throws IOException {
        var one = event(MetaCalls.webhook(MetaCalls.message("1".repeat(100_000), "2".repeat(100_000), "wamid.1")));
        var other = event(MetaCalls.webhook(MetaCalls.message("1".repeat(100_001), "2".repeat(100_000), "wamid.1")));

        assertTrue(one.sender().length() < 100, one.sender());
        assertTrue(one.key().length() < 100, one.key());
        assertNotEquals(one.sender(), other.sender());
        assertNotEquals(one.key(), other.key());
    }

    private static ProviderEvent event(String body) throws IOException {
        var item = MetaSplitter.split(MetaCalls.bytes(body)).getFirst();
        return JSON.readValue(only(item, null).value(), ProviderEvent.class);
    }

    private static BusRecord only(Item item, String traceparent) {
        var records = EventWriter.write(item, NOW, traceparent);
        assertEquals(1, records.size());
        return records.getFirst();
    }
}
