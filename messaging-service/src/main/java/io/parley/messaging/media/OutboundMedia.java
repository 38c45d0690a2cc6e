package io.parley.messaging.media;

import io.parley.messaging.channel.MediaHandle;
import io.parley.messaging.channel.MediaHandle.NotReady;
import io.parley.messaging.channel.MediaHandles;
import io.parley.messaging.channel.MediaKind;
import io.parley.messaging.channel.ProviderError;
import io.parley.messaging.channel.Submission;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Files in messages. A message is judged with {@link #check} when it is read, promised its files with {@link #claim} in
 * the transaction that accepts it, and gets the network's handle with {@link #handle} when it is sent. In between a file
 * may be deleted or expire: then the message fails and says so, and is never sent without.
 *
 * <p>A file for one message only (validity 0) belongs to the message that claimed it until that message's job is gone;
 * {@link MediaMaintenance} removes it then. Nobody has to give it back.
 */
@ApplicationScoped
public class OutboundMedia implements MediaHandles {
    /** Below the dispatcher's own limit for a call, which covers the message as well. */
    private static final Duration SOON = Duration.ofSeconds(8);

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final UsableFiles files;
    private final ProviderUpload upload;
    private final FileTypes types;

    OutboundMedia(UsableFiles files, ProviderUpload handOver, FileTypes types) {
        this.files = files;
        this.upload = handOver;
        this.types = types;
    }

    /** What is known of files that messages name. */
    public interface Judgement {

        /** What is wrong with naming this file in a message, in words for the violation; empty if nothing is. */
        Optional<String> error(UUID mediaId, MediaKind kind);
    }

    /**
     * Looks at files in one statement. A foreign file is told like one that does not exist. A document may be of any type;
     * other kinds must be of one of theirs.
     */
    public Uni<Judgement> check(UUID accountId, Set<UUID> mediaIds) {
        return files.find(accountId, mediaIds).map(found -> (mediaId, kind) -> error(found.get(mediaId), kind));
    }

    /**
     * Promises files to the messages of a batch, in the transaction that stores them; to be asked before they are stored.
     * Costs one statement, and nothing if no message names a file.
     *
     * @return the messages that cannot have theirs, because it is gone by now or another message was promised it; they must
     *     not be stored
     */
    public Uni<Set<UUID>> claim(SqlClient transaction, List<MediaUse> uses) {
        return uses.isEmpty() ? Uni.createFrom().item(Set.of()) : files.claim(transaction, uses);
    }

    /** Takes promises back, in the same transaction, from messages that were not stored after all. */
    public Uni<Void> release(SqlClient transaction, Set<UUID> messages) {
        return messages.isEmpty() ? Uni.createFrom().voidItem() : files.release(transaction, messages);
    }

    @Override
    public Uni<MediaHandle> handle(UUID mediaId, UUID messageId, Sender sender) {
        return files.promised(sender.accountId(), mediaId, messageId, sender.providerId())
                .chain(found -> found.map(file -> handle(file, sender))
                        .orElseGet(() -> Uni.createFrom().item(deleted(mediaId))))
                .ifNoItem()
                .after(SOON)
                .recoverWithItem(() -> onItsWay(mediaId))
                .onFailure()
                .recoverWithItem(failure -> onItsWay(mediaId));
    }

    /** Says that the network does not know a handle any more, so that the file is handed over anew at the next try. */
    public Uni<Void> forget(UUID mediaId, Sender sender) {
        return files.forget(mediaId, sender.providerId());
    }

    private Uni<MediaHandle> handle(UsableFiles.Promised file, Sender sender) {
        return file.handle() == null
                ? upload.once(file.file(), sender)
                : Uni.createFrom()
                        .item(new MediaHandle.Ready(file.handle(), file.file().fileName()));
    }

    private Optional<String> error(StoredFile file, MediaKind kind) {
        if (file == null) {
            return Optional.of("must be the mediaId of a file of yours that has not expired");
        }
        if (file.usedBy() != null) {
            return Optional.of("was uploaded for one message only and another message has it");
        }
        return fits(file, kind)
                ? Optional.empty()
                : Optional.of("must be the mediaId of a file of the kind " + kind.word() + "; this one is "
                        + file.contentType());
    }

    private boolean fits(StoredFile file, MediaKind kind) {
        return kind == MediaKind.DOCUMENT
                || types.named(file.contentType())
                        .filter(type -> type.kind() == kind)
                        .isPresent();
    }

    static MediaHandle deleted(UUID mediaId) {
        return new NotReady(new Submission.Rejected(
                ProviderError.ours("media", "The file " + mediaId + " was deleted or has expired.")));
    }

    static MediaHandle onItsWay(UUID mediaId) {
        return new NotReady(new Submission.RecipientThrottled(
                ProviderError.ours("media", "The file " + mediaId + " is being handed to the network."), AGAIN));
    }
}
