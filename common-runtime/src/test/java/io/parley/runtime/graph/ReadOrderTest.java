package io.parley.runtime.graph;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReadOrderTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    @Test
    void aReadReplacesAnythingButTheWebhooksOfTheLastMinute() {
        assertTrue(ReadOrder.isReadCurrent(NOW, null));
        assertTrue(ReadOrder.isReadCurrent(NOW, NOW.minusSeconds(61)));
        assertFalse(ReadOrder.isReadCurrent(NOW, NOW.minusSeconds(59)));
        assertFalse(ReadOrder.isReadCurrent(NOW, NOW.plusSeconds(5)));
    }

    @Test
    void aWebhookReplacesOlderWebhooksAndOlderReads() {
        assertTrue(ReadOrder.isWebhookCurrent(NOW, null, null));
        assertTrue(ReadOrder.isWebhookCurrent(NOW, NOW, NOW.plusSeconds(59)));
        assertFalse(ReadOrder.isWebhookCurrent(NOW, NOW.plusSeconds(1), null));
        assertFalse(ReadOrder.isWebhookCurrent(NOW, null, NOW.plusSeconds(61)));
    }
}
