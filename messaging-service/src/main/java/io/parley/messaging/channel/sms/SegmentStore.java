package io.parley.messaging.channel.sms;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** Parts of texts that have not arrived whole, kept so that each may be acknowledged at once. */
interface SegmentStore {

    /**
     * A text with its parts in order: all of them, or what came in time.
     *
     * @param begun when its first part came; with sender, receiver and reference it names the text
     * @param latest when the last of these parts came
     */
    record Joined(String smsc, List<Segment> pieces, Instant begun, Instant latest) {}

    /** Keeps a part, which may come again; returns the text if it is whole now, else null. */
    Uni<Joined> add(String smsc, Segment piece);

    /**
     * Some texts that have waited for parts too long, the oldest first. They stay until they are forgotten, so that
     * others may be told of them as well.
     */
    Uni<List<Joined>> overdue();

    /** Forgets the parts of a text that was handed over, and none that came since. */
    Uni<Void> forget(Joined text);
}
