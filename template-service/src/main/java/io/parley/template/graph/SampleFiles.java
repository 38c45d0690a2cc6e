package io.parley.template.graph;

import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.egress.EgressRefused;
import io.parley.runtime.egress.GuardedHttp;
import io.parley.runtime.failure.Failures;
import io.parley.runtime.graph.GraphTokens;
import io.parley.runtime.graph.ResumableUpload;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Promise;
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
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration TRANSFER = Duration.ofSeconds(20);

    /** Meta's limit for videos, the largest samples. */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    private final GuardedHttp http;
    private final GraphTokens access;
    private final ResumableUpload upload;

    SampleFiles(GuardedHttp http, GraphTokens access, ResumableUpload upload) {
        this.http = http;
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
        return http.open(URI.create(url), DEADLINE)
                .onFailure(EgressRefused.class)
                .transform(refused -> SampleUnusable.permanent(url, refused.getMessage()))
                .onFailure(failure -> !(failure instanceof SampleUnusable))
                .transform(failure -> SampleUnusable.temporary(url, Failures.describe(failure)))
                .chain(opened -> read(url, opened));
    }

    private static Uni<Buffer> read(String url, GuardedHttp.Opened opened) {
        if (opened.status() != 200) {
            opened.abort().run();
            var reason = "was answered with HTTP status " + opened.status();
            throw opened.status() >= 500 || opened.status() == 429
                    ? SampleUnusable.temporary(url, reason)
                    : SampleUnusable.permanent(url, reason);
        }
        if (opened.length() > MAX_BYTES) {
            opened.abort().run();
            throw SampleUnusable.permanent(url, "is larger than 16 MB");
        }
        return Uni.createFrom()
                .completionStage(() -> bytes(url, opened).future().toCompletionStage())
                .ifNoItem()
                .after(TRANSFER)
                .failWith(() -> SampleUnusable.temporary(url, "was not transferred in time"))
                .onFailure()
                .invoke(opened.abort())
                .onFailure(failure -> !(failure instanceof SampleUnusable))
                .transform(failure -> SampleUnusable.temporary(url, Failures.describe(failure)));
    }

    private static Promise<Buffer> bytes(String url, GuardedHttp.Opened opened) {
        var done = Promise.<Buffer>promise();
        var file = Buffer.buffer();
        opened.body()
                .exceptionHandler(done::tryFail)
                .endHandler(end -> done.tryComplete(file))
                .handler(chunk -> {
                    if (file.length() + chunk.length() > MAX_BYTES) {
                        done.tryFail(SampleUnusable.permanent(url, "is larger than 16 MB"));
                    } else {
                        file.appendBuffer(chunk);
                    }
                })
                .resume();
        return done;
    }
}
