package io.parley.messaging.media;

import io.parley.messaging.channel.MediaKind;
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

/**
 * Files in messages from people. {@link #expected} gives a file its id and address, so that the message's callback can name
 * them; {@link #insert} commits that it has to be fetched, with the message; {@link #wake} after the commit lets it be
 * fetched at once. The callback does not wait for the bytes: until they are here, {@code GET /media/{mediaId}} waits a
 * moment and then says 404.
 */
@ApplicationScoped
public class InboundMedia {
    private static final String UNKNOWN_TYPE = "application/octet-stream";
    private static final int SHA256 = 32;

    private final DownloadJobs jobs;
    private final MediaFiles files;
    private final DownloadWorker worker;
    private final MediaUrls urls;

    InboundMedia(DownloadJobs jobs, MediaFiles files, DownloadWorker worker, MediaUrls urls) {
        this.jobs = jobs;
        this.files = files;
        this.worker = worker;
        this.urls = urls;
    }

    /**
     * A file as the network tells of it; nothing is stored yet.
     *
     * @param sender the identity it was sent to
     * @param reference Meta's id of the file, or the address under which Viber keeps it
     * @param contentType null if not told
     * @param fileName as the person's; null if not told
     * @param sha256 hex or Base64; null if not told
     */
    public ExpectedFile expected(
            Sender sender, String reference, MediaKind kind, String contentType, String fileName, String sha256) {
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

    /** Where the customer fetches it. */
    public URI url(UUID mediaId) {
        return urls.of(mediaId);
    }

    /** Commits with the caller's transaction, with one statement; an empty list costs nothing. */
    public Uni<Void> insert(SqlClient transaction, List<ExpectedFile> files) {
        return files.isEmpty() ? Uni.createFrom().voidItem() : jobs.insert(transaction, files);
    }

    /** Files of messages that were taken back: gone for everybody with the caller's transaction; an empty list costs nothing. */
    public Uni<Void> withdraw(SqlClient transaction, List<UUID> ids) {
        return ids.isEmpty() ? Uni.createFrom().voidItem() : files.withdraw(transaction, ids);
    }

    /** Says that files were committed. Never blocks. */
    public void wake() {
        worker.wake();
    }

    /** What is no hash is compared with nothing. */
    private static byte[] hash(String told) {
        if (told == null) {
            return null;
        }
        try {
            var bytes = told.length() == 2 * SHA256
                    ? HexFormat.of().parseHex(told)
                    : Base64.getDecoder().decode(told);
            return bytes.length == SHA256 ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
