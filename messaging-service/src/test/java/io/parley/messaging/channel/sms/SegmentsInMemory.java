package io.parley.messaging.channel.sms;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** An in-memory {@link SegmentStore}. */
final class SegmentsInMemory implements SegmentStore {
    private final Map<String, TreeMap<Integer, Segment>> texts = new ConcurrentHashMap<>();

    @Override
    public Uni<Joined> add(String smsc, Segment segment) {
        var segments = texts.computeIfAbsent(key(smsc, segment), name -> new TreeMap<>());
        synchronized (segments) {
            segments.putIfAbsent(segment.number(), segment);
            return Uni.createFrom()
                    .item(
                            segments.size() == segment.total()
                                    ? new Joined(smsc, List.copyOf(segments.values()), Instant.EPOCH, Instant.EPOCH)
                                    : null);
        }
    }

    @Override
    public Uni<List<Joined>> overdue() {
        return Uni.createFrom().item(List.of());
    }

    @Override
    public Uni<Void> markDelivered(Joined text) {
        texts.remove(key(text.smsc(), text.pieces().getFirst()));
        return Uni.createFrom().voidItem();
    }

    private static String key(String smsc, Segment segment) {
        return String.join(
                "/",
                smsc,
                segment.person(),
                segment.identity(),
                Integer.toString(segment.reference()),
                Integer.toString(segment.total()));
    }
}
