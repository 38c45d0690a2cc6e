package io.parley.sandbox.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All accepted messages, in order. Append-only, in memory and, if configured, in a file of JSON lines. Reading a page
 * costs a binary search plus the page, for any ledger length. Memory keeps only the newest entries;
 * evicted ones are counted as forgotten, stay in the file, and are no longer found as duplicates.
 */
public final class Ledger implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();

    private final Counters counters;
    private final List<AcceptedMessageEntry> all = new ArrayList<>();
    private final Map<String, List<AcceptedMessageEntry>> byChannel = new HashMap<>();
    private final Map<Reference, Long> byRef = new HashMap<>();
    private final Map<Content, Long> byContent = new HashMap<>();
    private final OutputStream file;
    private final boolean writesFile;
    private final int kept;
    private long sequence;

    /**
     * @param file the ledger file, appended to; null for none
     * @param kept minimum number of entries kept in memory
     */
    public Ledger(Counters counters, Path file, int kept) throws IOException {
        this.counters = counters;
        this.kept = kept;
        this.file = file == null
                ? OutputStream.nullOutputStream()
                : new BufferedOutputStream(
                        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        this.writesFile = file != null;
    }

    private record Reference(String channel, String ref) {}

    private record Content(String to, String from, String body) {}

    /** Appends a message. Returns the entry with its sequence number. */
    public synchronized AcceptedMessageEntry append(AcceptedMessageEntry message) {
        var number = ++sequence;
        var duplicate = message.ref() == null ? null : byRef.putIfAbsent(reference(message), number);
        var same = sameContent(message, number);
        var entry = message.numbered(number, duplicate, same);
        all.add(entry);
        byChannel.computeIfAbsent(entry.channel(), name -> new ArrayList<>()).add(entry);
        count(entry);
        write(entry);
        if (all.size() > kept + kept / 4) {
            evict(all.size() - kept);
        }
        return entry;
    }

    private static Reference reference(AcceptedMessageEntry message) {
        return new Reference(message.channel(), message.ref());
    }

    private static Content content(AcceptedMessageEntry message) {
        return new Content(message.to(), message.from(), message.body());
    }

    private void evict(int count) {
        var oldest = all.subList(0, count);
        for (var entry : oldest) {
            byRef.remove(reference(entry), entry.seq());
            byContent.remove(content(entry), entry.seq());
            counters.add(entry.channel(), "forgotten", 1);
        }
        var last = oldest.getLast().seq();
        byChannel.values().forEach(entries -> entries.subList(0, firstAfter(entries, last))
                .clear());
        oldest.clear();
    }

    private Long sameContent(AcceptedMessageEntry message, long number) {
        if (message.channel().equals("whatsapp")) {
            return null;
        }
        return byContent.putIfAbsent(content(message), number);
    }

    private void count(AcceptedMessageEntry entry) {
        counters.add(entry.channel(), "accepted", 1);
        if (entry.duplicateOf() != null) {
            counters.add(entry.channel(), "duplicates", 1);
        }
        if (entry.sameContentAs() != null) {
            counters.add(entry.channel(), "sameContent", 1);
        }
    }

    private void write(AcceptedMessageEntry entry) {
        if (!writesFile) {
            return;
        }
        try (var json = JSON.createGenerator(file).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
            entry.write(json);
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the entries after {@code since}, at most {@code limit}; channel null means all channels. */
    public synchronized List<AcceptedMessageEntry> page(String channel, long since, int limit) {
        var entries = channel == null ? all : byChannel.getOrDefault(channel, List.of());
        var from = firstAfter(entries, since);
        return List.copyOf(entries.subList(from, Math.min(entries.size(), from + limit)));
    }

    private static int firstAfter(List<AcceptedMessageEntry> entries, long since) {
        var low = 0;
        var high = entries.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (entries.get(middle).seq() <= since) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Writes entries as a JSON array. */
    public static void write(JsonGenerator json, List<AcceptedMessageEntry> entries) throws IOException {
        json.writeStartArray();
        for (var entry : entries) {
            entry.write(json);
        }
        json.writeEndArray();
    }

    /** Deletes all entries. Sequence numbers continue, so that a reader's {@code since} stays valid. */
    public synchronized void clear() {
        all.clear();
        byChannel.clear();
        byRef.clear();
        byContent.clear();
    }

    /** Flushes the file. */
    public synchronized void flush() {
        try {
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
