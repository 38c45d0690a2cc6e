package io.parley.messaging.media;

import io.parley.messaging.model.MediaKind;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.ids.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Files of inbound messages. {@link #expected} assigns id and URL, so that the message's callback can contain them;
 * {@link #insert} commits the download job with the message; {@link #wake} after the commit starts the download. The
 * callback does not wait for the file: until it is available, {@code GET /media/{mediaId}} waits a moment and then
 * returns 404.
 */
@ApplicationScoped
public class InboundMedia {
    private static final String UNKNOWN_TYPE = "application/octet-stream";
    private static final int SHA256 = 32;

    private final DownloadJobs jobs;
    private final DownloadWorker worker;
    private final MediaUrls urls;

    InboundMedia(DownloadJobs jobs, DownloadWorker worker, MediaUrls urls) {
        this.jobs = jobs;
        this.worker = worker;
        this.urls = urls;
    }

    /**
     * Creates the description of a file; nothing is stored yet.
     *
     * @param sender the sender that received the message
     * @param reference Meta's id of the file, or its URL at Viber
     * @param contentType null if not reported
     * @param fileName original name; null if not reported
     * @param sha256 hex or Base64; null if not reported
     */
    public ExpectedFile expected(
            Sender sender,
            String reference,
            MediaKind kind,
            @Nullable String contentType,
            @Nullable String fileName,
            @Nullable String sha256) {
        return new ExpectedFile(
                Ids.next(),
                sender.accountId(),
                sender.id(),
                reference,
                kind,
                contentType == null || !FileTypes.isWellFormed(contentType) ? UNKNOWN_TYPE : contentType.strip(),
                FileName.neutral(fileName),
                hash(sha256));
    }

    /** URL for downloads by the customer. */
    public URI url(UUID mediaId) {
        return urls.of(mediaId);
    }

    /** Inserts the files with one statement in the caller's transaction; an empty list executes none. */
    public Uni<Void> insert(SqlClient transaction, List<ExpectedFile> files) {
        return files.isEmpty() ? Uni.createFrom().voidItem() : jobs.insert(transaction, files);
    }

    /** Expires the files of deleted messages in the caller's transaction; an empty list executes no statement. */
    public Uni<Void> remove(SqlClient transaction, List<UUID> ids) {
        return ids.isEmpty() ? Uni.createFrom().voidItem() : jobs.expire(transaction, ids);
    }

    /** Wakes the worker after a commit. Never blocks. */
    public void wake() {
        worker.wake();
    }

    /** Decodes the hash; null, which disables the check, if it is malformed. */
    private static byte @Nullable [] hash(@Nullable String reported) {
        if (reported == null) {
            return null;
        }
        try {
            var bytes = reported.length() == 2 * SHA256
                    ? HexFormat.of().parseHex(reported)
                    : Base64.getDecoder().decode(reported);
            return bytes.length == SHA256 ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
