package io.parley.sandbox.phone;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The live streams of changes, as server-sent events. Changes are gathered for {@link #INTERVAL_MS}, and a stream is
 * skipped while its reader has not received the last event: so a slow reader, or thousands of messages a second, cost a
 * bounded amount of memory and time.
 */
public final class PhoneStreams {
    static final long INTERVAL_MS = 150;
    private static final int MAX_STREAMS = 64;
    private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final ChatHistory history;
    private final PhoneReader reader;
    /** Distinguishes versions of this run from those of an earlier one. */
    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

    private final Map<Stream, Boolean> streams = new ConcurrentHashMap<>();
    private long lastPublished = System.nanoTime();

    PhoneStreams(ChatHistory history, PhoneReader reader) {
        this.history = history;
        this.reader = reader;
    }

    /** The receiver of a stream. */
    public interface Output {
        /** Writes without blocking. */
        void write(Buffer event);

        /** Returns whether the last event was written. */
        boolean isReady();
    }

    /** One stream. Its members are used by the thread of the phones only, except for {@code output}. */
    private static final class Stream {
        final Output output;
        final Set<PhoneId> phones;
        final boolean listed;
        String lastEventId;
        long version = -1;
        long lastWritten = System.nanoTime();

        Stream(Output output, Set<PhoneId> phones, boolean listed, String lastEventId) {
            this.output = output;
            this.phones = phones;
            this.listed = listed;
            this.lastEventId = lastEventId;
        }
    }

    /**
     * Adds a stream.
     *
     * @param phones those whose messages are sent
     * @param listed whether the changes of all phones in the list are sent
     * @param lastEventId id of the last event that the reader has received; null for none
     * @return ends the stream; null if there are too many
     */
    public Runnable open(Output output, Set<PhoneId> phones, boolean listed, String lastEventId) {
        if (streams.size() >= MAX_STREAMS) {
            return null;
        }
        var stream = new Stream(output, phones, listed, lastEventId);
        streams.put(stream, true);
        return () -> streams.remove(stream);
    }

    /** Sends the changes since the last call; called often by the thread of the phones. */
    void publish() {
        var now = System.nanoTime();
        if (now - lastPublished < TimeUnit.MILLISECONDS.toNanos(INTERVAL_MS)) {
            return;
        }
        lastPublished = now;
        for (var stream : streams.keySet()) {
            if (stream.output.isReady()) {
                publish(stream, now);
            }
        }
    }

    private void publish(Stream stream, long now) {
        if (stream.version < 0) {
            begin(stream);
            stream.lastWritten = now;
            return;
        }
        if (history.version() > stream.version) {
            writeChanges(stream, now);
        }
        if (now - stream.lastWritten > HEARTBEAT_NANOS) {
            write(stream, "alive", stream.version, "{}");
            stream.lastWritten = now;
        }
    }

    private void writeChanges(Stream stream, long now) {
        var version = history.version(); // first: what changes meanwhile is sent again
        var changes = new ChangesSince(history, reader, stream.phones, stream.listed, stream.version);
        var json = changes.json();
        if (changes.isBehind()) {
            write(stream, "behind", version, "{}");
        } else if (!json.isEmpty()) {
            write(stream, "changes", version, json.toString());
        } else {
            stream.version = version;
            return;
        }
        stream.lastWritten = now;
    }

    /** Continues after the last event of an earlier connection, or reports that the reader must read all again. */
    private void begin(Stream stream) {
        var known = known(stream.lastEventId);
        stream.version = known < 0 ? history.version() : known;
        var event = known >= 0 ? "resumed" : stream.lastEventId == null ? "started" : "behind";
        write(stream, event, stream.version, "{}");
    }

    /** Returns the version in the id of an event of this run; -1 for another id. */
    private long known(String id) {
        var parts = id == null ? List.<String>of() : List.of(id.split("-", 2));
        if (parts.size() != 2
                || !parts.getFirst().equals(run)
                || !parts.getLast().matches("\\d{1,18}")) {
            return -1;
        }
        var version = Long.parseLong(parts.getLast());
        return version <= history.version() ? version : -1;
    }

    private void write(Stream stream, String event, long version, String data) {
        var buffer = Buffer.buffer("id: " + run + "-" + version + "\nevent: " + event + "\ndata: ");
        stream.output.write(buffer.appendString(data).appendString("\n\n"));
        stream.version = version;
    }
}
