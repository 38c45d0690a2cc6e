package io.parley.bench;

import io.parley.local.Service;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** (d) Throughput and memory of ten concurrent uploads of 100 MB, against a bare handler. */
final class UploadBench {

    private static final int UPLOADS = 10;
    private static final int MEGABYTES = 100;
    private static final String MEDIA = "/conversations/v3/media";

    private final Vertx vertx;
    private final Path home;
    private final Pace pace;
    private final Report report;

    UploadBench(Vertx vertx, Path home, Pace pace, Report report) {
        this.vertx = vertx;
        this.home = home;
        this.pace = pace;
        this.report = report;
    }

    void run() {
        report.print("(d) uploads");
        var folder = folder();
        var document = document(folder);
        try (var stack = Stack.start(home, pace.jvm(), Set.of(Service.MESSAGING), false);
                var bare = Program.start(BareUpload.class, pace.jvm().flags("192m"), folder.toString())) {
            var before = stack.processes().residentMegabytes();
            repeat(pace.warmUp(), () -> uploads(stack, document));
            repeat(pace.warmUp().dividedBy(2), () -> bare(bare, document));
            // A round ends with its uploads, however long they take.
            var rounds =
                    Rounds.interleaved(pace.rounds() / 2, () -> uploads(stack, document), () -> bare(bare, document));
            report.ratio("upload", 0.7, "MB uploaded, on disk", "bare handler to disk, MB", rounds);
            report.breakdown("uploadMegabytesBefore", "memory before, MB", before);
            report.breakdown(
                    "uploadMegabytesAfter",
                    "memory after ten concurrent uploads of 100 MB, MB",
                    stack.processes().residentMegabytes());
        } finally {
            vertx.fileSystem().deleteRecursiveBlocking(folder.toString(), true);
        }
    }

    private static void repeat(Duration time, Runnable round) {
        var end = System.nanoTime() + time.toNanos();
        do {
            round.run();
        } while (System.nanoTime() < end);
    }

    private double uploads(Stack stack, Path document) {
        var client = client(stack.messaging());
        var start = System.nanoTime();
        var stored = allOf(client, MEDIA, stack.headers(), document);
        var perSecond = perSecond(start);
        stored.forEach(response -> await(remove(client, stack.headers(), response)));
        client.close();
        return perSecond;
    }

    private double bare(Program bare, Path document) {
        var client = client(bare.server());
        var start = System.nanoTime();
        allOf(client, "/", Map.of(), document);
        client.close();
        return perSecond(start);
    }

    private static double perSecond(long start) {
        return UPLOADS * MEGABYTES * 1e9 / (System.nanoTime() - start);
    }

    private List<Buffer> allOf(HttpClient client, String path, Map<String, String> headers, Path document) {
        var uploads = IntStream.range(0, UPLOADS)
                .mapToObj(upload -> upload(client, path, headers, document))
                .toList();
        return uploads.stream().map(UploadBench::await).toList();
    }

    private Future<Buffer> upload(HttpClient client, String path, Map<String, String> headers, Path document) {
        return client.request(HttpMethod.POST, path)
                .compose(request -> send(request, headers, document))
                .compose(response -> response.statusCode() == 200
                        ? response.body()
                        : Future.failedFuture("upload failed with status " + response.statusCode()));
    }

    private Future<HttpClientResponse> send(HttpClientRequest request, Map<String, String> headers, Path document) {
        headers.forEach(request::putHeader);
        request.putHeader("content-type", "application/pdf");
        return vertx.fileSystem()
                .open(document.toString(), new OpenOptions().setWrite(false))
                .compose(file -> request.send(file.setReadBufferSize(64 * 1024)));
    }

    private static Future<Buffer> remove(HttpClient client, Map<String, String> headers, Buffer response) {
        return client.request(HttpMethod.DELETE, MEDIA + "/" + new JsonObject(response).getString("mediaId"))
                .compose(request -> {
                    headers.forEach(request::putHeader);
                    return request.send();
                })
                .compose(done -> done.body());
    }

    private HttpClient client(URI server) {
        return vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(UPLOADS)
                .setDefaultHost(server.getHost())
                .setDefaultPort(server.getPort()));
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("parley-bench-uploads-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates a file with the signature of a PDF. */
    private static Path document(Path folder) {
        var bytes = new byte[MEGABYTES * 1_000_000];
        System.arraycopy("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 9);
        try {
            return Files.write(folder.resolve("document.pdf"), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.MINUTES)
                .join();
    }
}
