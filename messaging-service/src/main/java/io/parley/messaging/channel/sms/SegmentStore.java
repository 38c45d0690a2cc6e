package io.parley.messaging.channel.sms;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores segments of incomplete inbound texts, so that each can be acknowledged at once. */
interface SegmentStore {

    /**
     * A text with its segments in order: all of them, or those that arrived in time.
     *
     * @param begun arrival of its first segment; identifies the text together with sender, receiver and reference
     * @param latest arrival of the last of these segments
     */
    record Joined(String smsc, List<Segment> pieces, Instant begun, Instant latest) {}

    /** Stores a segment; idempotent. Returns the text if it is complete now, else null. */
    Uni<@Nullable Joined> add(String smsc, Segment segment);

    /**
     * Returns some texts whose wait for segments has expired, the oldest first. They stay stored until {@link
     * #markDelivered}, so other instances may get them too.
     */
    Uni<List<Joined>> overdue();

    /** Deletes the segments of a delivered text, but none that arrived since, and remembers them as delivered. */
    Uni<Void> markDelivered(Joined text);
}
