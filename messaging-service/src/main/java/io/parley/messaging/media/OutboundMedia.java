package io.parley.messaging.media;

import io.parley.messaging.channel.MediaHandle;
import io.parley.messaging.channel.MediaHandle.NotReady;
import io.parley.messaging.channel.MediaHandles;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.model.MediaKind;
import io.parley.messaging.model.ProviderError;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Files of outbound messages. A message's files are validated with {@link #check} when the request is parsed, claimed
 * with {@link #claim} in the transaction that accepts it, and resolved to the provider's handle with {@link #handle}
 * when it is sent. If a file is deleted or expires in between, the message fails with an error that names the file, and
 * is never sent without it.
 *
 * <p>A one-time file (validity 0) belongs to the message that claimed it until that message's job is deleted;
 * {@link MediaMaintenance} removes it then. It need not be released.
 */
@ApplicationScoped
public class OutboundMedia implements MediaHandles {
    /** Below the dispatcher's timeout of a send, which includes the message itself. */
    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    private final UsableFiles files;
    private final ProviderUpload upload;
    private final FileTypes types;

    OutboundMedia(UsableFiles files, ProviderUpload upload, FileTypes types) {
        this.files = files;
        this.upload = upload;
        this.types = types;
    }

    /** Validates references to files. */
    public interface MediaCheck {

        /** The violation of using this file in a message; empty if valid. */
        Optional<String> error(UUID mediaId, MediaKind kind);
    }

    /**
     * Loads files with one statement. A file of another account is reported like one that does not exist. A document
     * may have any type; other kinds must have one of their types.
     */
    public Uni<MediaCheck> check(UUID accountId, Set<UUID> mediaIds) {
        return files.find(accountId, mediaIds).map(found -> (mediaId, kind) -> error(found.get(mediaId), kind));
    }

    /**
     * Claims files for the messages of a batch, in the transaction that stores them and before they are stored.
     * Executes one statement, and none if no message has a file.
     *
     * @return the messages whose file was deleted meanwhile or is claimed by another message; they must not be stored
     */
    public Uni<Set<UUID>> claim(SqlClient transaction, List<MediaUse> uses) {
        return uses.isEmpty() ? Uni.createFrom().item(Set.of()) : files.claim(transaction, uses);
    }

    /** Releases, in the same transaction, the files of messages that were not stored after all. */
    public Uni<Void> release(SqlClient transaction, Set<UUID> messages) {
        return messages.isEmpty() ? Uni.createFrom().voidItem() : files.release(transaction, messages);
    }

    @Override
    public Uni<MediaHandle> handle(UUID mediaId, UUID messageId, Sender sender) {
        return files.findClaimed(sender.accountId(), mediaId, messageId, sender.providerId())
                .chain(found -> found.map(file -> handle(file, sender))
                        .orElseGet(() -> Uni.createFrom().item(deleted(mediaId))))
                .ifNoItem()
                .after(TIMEOUT)
                .recoverWithItem(() -> uploadPending(mediaId))
                .onFailure()
                .recoverWithItem(failure -> uploadPending(mediaId));
    }

    /** After a failure, the next attempt gets the same handles and reports them again. */
    @Override
    public Uni<Boolean> forget(Map<UUID, String> handles, Sender sender) {
        return upload.forget(handles, sender)
                .ifNoItem()
                .after(TIMEOUT)
                .recoverWithItem(true)
                .onFailure()
                .recoverWithItem(true);
    }

    private Uni<MediaHandle> handle(UsableFiles.ClaimedFile file, Sender sender) {
        return file.handle() == null
                ? upload.once(file.file(), sender)
                : Uni.createFrom()
                        .item(new MediaHandle.Ready(file.handle(), file.file().fileName()));
    }

    private Optional<String> error(@Nullable UsableFile file, MediaKind kind) {
        if (file == null) {
            return Optional.of("must be the mediaId of one of your files that has not expired");
        }
        if (file.usedBy() != null) {
            return Optional.of("was uploaded for one message only and is used by another message");
        }
        return fits(file, kind)
                ? Optional.empty()
                : Optional.of("must be the mediaId of a file of the kind " + kind.word() + "; this one is "
                        + file.contentType());
    }

    private boolean fits(UsableFile file, MediaKind kind) {
        return kind == MediaKind.DOCUMENT
                || types.named(file.contentType())
                        .filter(type -> type.kind() == kind)
                        .isPresent();
    }

    static MediaHandle deleted(UUID mediaId) {
        return new NotReady(new Submission.Rejected(
                ProviderError.ours("media", "The file " + mediaId + " was deleted or has expired.")));
    }

    static MediaHandle uploadPending(UUID mediaId) {
        return new NotReady(new Submission.RecipientThrottled(
                ProviderError.ours("media", "The file " + mediaId + " is being uploaded to the provider."),
                RETRY_DELAY));
    }
}
