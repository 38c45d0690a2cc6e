package io.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.model.ProviderEvent;
import io.parley.runtime.bus.BusRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Webhooks with one defect at any place. No defect fails the webhook, affects an item at another place, or loses or
 * repeats an item: what cannot be read is published as unknown.
 */
@Tag("slow")
class WebhookMutationTest {

    /** Maximum size of a record of Kafka's producer, with a margin for its framing. */
    private static final int MAX_RECORD = 1_048_576 - 2_048;

    private static final String PAYLOAD = ",\"payload\":";

    private static final Pattern OPAQUE =
            Pattern.compile("\\{(?:\"part\":\\d+,\"parts\":\\d+,)?\"base64\":\"([A-Za-z0-9+/=]*+)\"}");

    @ParameterizedTest
    @ValueSource(strings = {"meta", "viber-partner"})
    void aDefectAffectsNoOtherItem(String name) {
        var webhook = SplitWebhook.of(name);
        var count = new AtomicInteger();

        Stream.concat(JsonMutant.of(webhook.text()), JsonMutant.huge(webhook.text(), new Random(42), 20))
                .forEach(mutant -> {
                    var records = records(webhook, mutant);
                    var sent = mutant.text();
                    var published = payloads(records);
                    webhook.elements().forEach(element -> {
                        assertEquals(
                                occurrences(element.text(), sent),
                                occurrences(element.text(), published),
                                () -> element.text() + " with " + mutant);
                        if (webhook.isUnaffected(element, mutant)) {
                            assertEquals(1, count(records, element.record()), () -> element + " with " + mutant);
                        }
                    });
                    count.incrementAndGet();
                });

        assertTrue(count.get() > 700, "mutants " + count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"viber-message", "viber-failed"})
    void anEventOfABotIsPublishedWhole(String name) {
        var webhook = SplitWebhook.of(name);

        Stream.concat(JsonMutant.of(webhook.text()), JsonMutant.huge(webhook.text(), new Random(42), 5))
                .forEach(mutant -> assertEquals(mutant.text(), payloads(records(webhook, mutant)), mutant::toString));
    }

    @ParameterizedTest
    @ValueSource(strings = {"meta", "viber-partner", "viber-message", "viber-failed"})
    void aDamagedBodyIsPublished(String name) {
        var webhook = SplitWebhook.of(name);

        JsonMutant.damaged(webhook.text(), new Random(42), 400).forEach(mutant -> {
            var records = records(webhook, mutant);
            if (mutant.defect().startsWith("cut")) {
                assertEquals(1, records.size(), mutant::toString);
                assertArrayEquals(mutant.body(), payload(records.getFirst()), mutant::toString);
            }
        });
    }

    /** Writes the items as the service does, and checks that the bus accepts and messaging-service can read each. */
    private static List<BusRecord> records(SplitWebhook webhook, JsonMutant mutant) {
        var records = webhook.records(mutant.body());
        assertTrue(!records.isEmpty(), () -> "nothing published with " + mutant);
        for (var record : records) {
            var size = record.value().length + bytes(record.key()).length;
            assertTrue(size < MAX_RECORD, () -> size + " octets with " + mutant);
            var event = event(record, mutant);
            assertTrue(event.id().matches("[0-9a-f]{64}(-[0-9]+)?"), event::id);
            assertEquals(webhook.provider(), event.provider());
            assertTrue(event.kind().matches("[a-z_]{1,64}"), () -> event.kind() + " with " + mutant);
            assertNotNull(event.sender());
            assertNotNull(event.payload());
        }
        return records;
    }

    private static long count(List<BusRecord> records, BusRecord wanted) {
        return records.stream().filter(record -> isEqual(record, wanted)).count();
    }

    private static boolean isEqual(BusRecord one, BusRecord other) {
        return one.topic().equals(other.topic())
                && one.key().equals(other.key())
                && Arrays.equals(one.value(), other.value());
    }

    private static ProviderEvent event(BusRecord record, JsonMutant mutant) {
        try {
            return Topic.JSON.readValue(record.value(), ProviderEvent.class);
        } catch (IOException e) {
            throw new AssertionError("not an event with " + mutant, e);
        }
    }

    /** The payloads of all records, one after the other, in the provider's bytes. */
    private static String payloads(List<BusRecord> records) {
        var all = new ByteArrayOutputStream();
        records.forEach(record -> all.writeBytes(payload(record)));
        return all.toString(StandardCharsets.UTF_8);
    }

    /** The payload in the provider's bytes: decoded if it is not JSON or a part of an oversized item. */
    private static byte[] payload(BusRecord record) {
        var value = new String(record.value(), StandardCharsets.UTF_8);
        var payload = value.substring(value.indexOf(PAYLOAD) + PAYLOAD.length(), value.length() - 1);
        var encoded = OPAQUE.matcher(payload);
        return encoded.matches() ? Base64.getDecoder().decode(encoded.group(1)) : bytes(payload);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int occurrences(String wanted, String text) {
        var count = 0;
        for (var at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length())) {
            count++;
        }
        return count;
    }
}
