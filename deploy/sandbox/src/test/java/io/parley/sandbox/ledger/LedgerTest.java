package io.parley.sandbox.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    @TempDir
    Path folder;

    @Test
    void pagesOfALargeLedgerAreFast() throws IOException {
        try (var ledger = new Ledger(new Counters(), null, 1_000_000)) {
            for (var n = 0; n < 100_000; n++) {
                ledger.append(AcceptedMessageEntry.of(
                        n % 2 == 0 ? "sms" : "viber", null, "id" + n, "49170", "shop", "text " + n));
            }
            var start = System.nanoTime();
            var seen = 0;
            for (var page = ledger.page("sms", 0, 100);
                    !page.isEmpty();
                    page = ledger.page("sms", page.getLast().seq(), 100)) {
                seen += page.size();
            }
            var millis = (System.nanoTime() - start) / 1_000_000;

            assertEquals(50_000, seen);
            assertTrue(millis < 500, millis + " ms for 500 pages");
        }
    }

    @Test
    void everyMessageIsALineOfTheFile() throws IOException {
        var file = folder.resolve("ledger.jsonl");
        try (var ledger = new Ledger(new Counters(), file, 10)) {
            ledger.append(AcceptedMessageEntry.of("whatsapp", "ref", "wamid.1", "49170", "4930", "a\nb"));
            ledger.append(AcceptedMessageEntry.of("whatsapp", "ref", "wamid.2", "49170", "4930", "ü"));
        }

        var lines = Files.readAllLines(file);
        assertEquals(2, lines.size());
        assertTrue(lines.get(1).contains("\"duplicateOf\":1"), lines.get(1));
    }

    @Test
    void sequenceContinuesAfterClear() throws IOException {
        try (var ledger = new Ledger(new Counters(), null, 1_000_000)) {
            ledger.append(AcceptedMessageEntry.of("sms", null, "1", "a", "b", "c"));
            ledger.clear();
            var entry = ledger.append(AcceptedMessageEntry.of("sms", null, "2", "a", "b", "c"));

            assertEquals(2, entry.seq());
            assertEquals(1, ledger.page(null, 1, 10).size());
        }
    }

    @Test
    void onlyTheNewestEntriesAreKept() throws IOException {
        var counters = new Counters();
        try (var ledger = new Ledger(counters, null, 100)) {
            for (var n = 0; n < 1000; n++) {
                ledger.append(AcceptedMessageEntry.of(
                        n % 2 == 0 ? "sms" : "viber", null, "id", "49170", "shop", "text " + n));
            }

            var kept = ledger.page(null, 0, 1000);
            assertTrue(kept.size() >= 100 && kept.size() <= 125, kept.size() + " kept");
            assertEquals(1000, kept.getLast().seq());
            assertEquals(1000 - kept.size(), counters.get("sms", "forgotten") + counters.get("viber", "forgotten"));
            assertEquals(
                    kept.size(),
                    ledger.page("sms", 0, 1000).size()
                            + ledger.page("viber", 0, 1000).size());
        }
    }
}
