package io.parley.runtime.egress;

import io.parley.runtime.failure.Failures;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;

/** Downloads small files completely through {@link GuardedHttp}. */
@Singleton
public class GuardedDownload {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int MEGABYTE = 1024 * 1024;

    private final GuardedHttp http;

    GuardedDownload(GuardedHttp http) {
        this.http = http;
    }

    /**
     * Returns the file. Fails with a {@link DownloadFailure}, whose message continues "The file …".
     *
     * @param maxBytes the file is in memory
     * @param transfer time for the body
     */
    public Uni<Buffer> file(URI url, int maxBytes, Duration transfer) {
        return http.open(url, DEADLINE)
                .onFailure(EgressRefused.class)
                .transform(refused -> DownloadFailure.permanent(String.valueOf(refused.getMessage())))
                .chain(opened -> read(opened, maxBytes, transfer))
                .onFailure(failure -> !(failure instanceof DownloadFailure))
                .transform(failure -> DownloadFailure.temporary(Failures.describe(failure)));
    }

    private static Uni<Buffer> read(GuardedHttp.Opened opened, int maxBytes, Duration transfer) {
        if (opened.status() != 200) {
            opened.abort().run();
            var reason = "was answered with HTTP status " + opened.status();
            throw opened.status() >= 500 || opened.status() == 429
                    ? DownloadFailure.temporary(reason)
                    : DownloadFailure.permanent(reason);
        }
        if (opened.length() > maxBytes) {
            opened.abort().run();
            throw tooLarge(maxBytes);
        }
        return Uni.createFrom()
                .completionStage(() -> bytes(opened, maxBytes).future().toCompletionStage())
                .ifNoItem()
                .after(transfer)
                .failWith(() -> DownloadFailure.temporary("was not transferred in time"))
                .onFailure()
                .invoke(opened.abort());
    }

    private static Promise<Buffer> bytes(GuardedHttp.Opened opened, int maxBytes) {
        var done = Promise.<Buffer>promise();
        var file = Buffer.buffer();
        opened.body()
                .exceptionHandler(done::tryFail)
                .endHandler(end -> done.tryComplete(file))
                .handler(chunk -> {
                    if (file.length() + chunk.length() > maxBytes) {
                        done.tryFail(tooLarge(maxBytes));
                    } else {
                        file.appendBuffer(chunk);
                    }
                })
                .resume();
        return done;
    }

    private static DownloadFailure tooLarge(int maxBytes) {
        return DownloadFailure.permanent("is larger than " + maxBytes / MEGABYTE + " MB");
    }
}
