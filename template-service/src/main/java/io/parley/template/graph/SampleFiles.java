package io.parley.template.graph;

import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.egress.DownloadFailure;
import io.parley.runtime.egress.GuardedDownload;
import io.parley.runtime.graph.GraphTokens;
import io.parley.runtime.graph.ResumableUpload;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Sample files of headers: downloads them from the customer's addresses and uploads them to Meta. */
@Singleton
public class SampleFiles {
    private static final Duration TRANSFER = Duration.ofSeconds(20);

    /** Meta's limit for videos, the largest samples. */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    private final GuardedDownload downloads;
    private final GraphTokens access;
    private final ResumableUpload upload;

    SampleFiles(GuardedDownload downloads, GraphTokens access, ResumableUpload upload) {
        this.downloads = downloads;
        this.access = access;
        this.upload = upload;
    }

    /**
     * Uploads the files, one after the other, because each is in memory meanwhile. Returns Meta's handle of each. Fails
     * with a {@link SampleUnusable}, or a {@link io.parley.runtime.graph.GraphFailure} of the upload.
     *
     * @param urls of the files, each once
     */
    public Uni<Map<String, String>> handles(WhatsAppAccount account, Collection<String> urls) {
        return Multi.createFrom()
                .iterable(urls)
                .onItem()
                .transformToUniAndConcatenate(url -> handle(account, url).map(handle -> Map.entry(url, handle)))
                .collect()
                .in(HashMap::new, (handles, entry) -> handles.put(entry.getKey(), entry.getValue()));
    }

    private Uni<String> handle(WhatsAppAccount account, String url) {
        return download(url).chain(file -> {
            var type = SampleType.of(file)
                    .orElseThrow(() -> SampleUnusable.permanent(url, "is not a JPEG, PNG, MP4 or PDF file"));
            return upload.upload(access.token(account), type.contentType(), type.fileName(), file);
        });
    }

    private Uni<Buffer> download(String url) {
        return downloads
                .file(URI.create(url), MAX_BYTES, TRANSFER)
                .onFailure(DownloadFailure.class)
                .transform(failure -> unusable(url, (DownloadFailure) failure));
    }

    private static SampleUnusable unusable(String url, DownloadFailure failure) {
        return failure.isTemporary()
                ? SampleUnusable.temporary(url, String.valueOf(failure.getMessage()))
                : SampleUnusable.permanent(url, String.valueOf(failure.getMessage()));
    }
}
