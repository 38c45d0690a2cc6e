package io.parley.messaging.dispatch;

import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.Contents;
import io.parley.messaging.channel.MessageContent;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.ProviderReferences;
import io.parley.messaging.message.MessageColumns;
import io.parley.messaging.queue.DispatchJob;
import io.parley.messaging.queue.DispatchJobs;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.sql.SqlFragment;
import io.parley.runtime.sql.SqlRow;
import jakarta.inject.Singleton;

/** Reads jobs with their messages. */
@Singleton
class JobReader {

    /** What a statement selects for it, from a job {@code j} and its message {@code m}. */
    static final SqlFragment[] COLUMNS = {MessageColumns.REFERENCE, MessageColumns.CONTENT, DispatchJobs.COLUMNS};

    private final Contents contents;
    private final Directory directory;

    JobReader(Contents contents, Directory directory) {
        this.contents = contents;
        this.directory = directory;
    }

    /** @param claimedAt {@link System#nanoTime()} of the claim, or earlier */
    DispatchJob job(SqlRow row, Channel<?> channel, long claimedAt) {
        var message = MessageColumns.reference(row);
        var outbound = new OutboundMessage<MessageContent>(
                message.id(),
                directory.sender(message.senderId()).orElse(null),
                message.recipient(),
                contents.restored(row.text("content"), channel),
                contents.restoredOptions(row.textOrNull("options"), channel),
                row.integer("attempt"),
                row.integer("throttles"),
                ProviderReferences.NONE,
                message.traceparent());
        return new DispatchJob(
                message, outbound, row.bigint("lane"), row.bigint("fence"), row.bool("expired"), claimedAt);
    }
}
