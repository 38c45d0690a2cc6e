package io.parley.messaging.channel.sms;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Parts that do not outlive the test. */
final class SegmentsInMemory implements SegmentStore {
    private final Map<String, TreeMap<Integer, Segment>> texts = new ConcurrentHashMap<>();

    @Override
    public Uni<Joined> add(String smsc, Segment piece) {
        var pieces = texts.computeIfAbsent(key(smsc, piece), name -> new TreeMap<>());
        synchronized (pieces) {
            pieces.putIfAbsent(piece.number(), piece);
            return Uni.createFrom()
                    .item(
                            pieces.size() == piece.total()
                                    ? new Joined(smsc, List.copyOf(pieces.values()), Instant.EPOCH, Instant.EPOCH)
                                    : null);
        }
    }

    @Override
    public Uni<List<Joined>> overdue() {
        return Uni.createFrom().item(List.of());
    }

    @Override
    public Uni<Void> forget(Joined text) {
        texts.remove(key(text.smsc(), text.pieces().getFirst()));
        return Uni.createFrom().voidItem();
    }

    private static String key(String smsc, Segment piece) {
        return String.join(
                "/",
                smsc,
                piece.person(),
                piece.identity(),
                Integer.toString(piece.reference()),
                Integer.toString(piece.total()));
    }
}
