package io.parley.messaging.media;

import io.parley.messaging.media.store.MediaStore;
import io.parley.runtime.http.BodyStream;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/** Serves and deletes files. A file of another account is reported like one that does not exist. */
@ApplicationScoped
class ServeMedia {
    private static final String DISPOSITION = "Content-Disposition";
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private final MediaFiles files;
    private final MediaStore store;
    private final MediaConfig settings;
    private final Vertx vertx;

    ServeMedia(MediaFiles files, MediaStore store, MediaConfig settings, Vertx vertx) {
        this.files = files;
        this.store = store;
        this.settings = settings;
        this.vertx = vertx;
    }

    /** Writes the file to the response. */
    Uni<Void> send(UUID accountId, String mediaId, HttpServerRequest request) {
        return awaitDownload(
                        accountId, parsed(mediaId), settings.fetch().grace().dividedBy(POLL_INTERVAL))
                .invoke(ServeMedia::requireAvailable)
                .chain(file -> send(file, request));
    }

    Uni<Void> remove(UUID accountId, String mediaId) {
        var id = parsed(mediaId);
        return files.remove(accountId, id).chain(() -> removeBytes(id));
    }

    /** The file is deleted with its row; orphaned bytes are removed by {@link MediaMaintenance}. */
    private Uni<Void> removeBytes(UUID id) {
        return store.remove(id)
                .onFailure()
                .invoke(failure -> Log.warnf("file not removed, will be retried mediaId=%s error=%s", id, failure))
                .onFailure()
                .recoverWithNull();
    }

    /** Polls while the file is pending. */
    private Uni<MediaRow> awaitDownload(UUID accountId, UUID mediaId, long polls) {
        return files.existing(accountId, mediaId)
                .chain(file -> file.isPending() && polls > 0
                        ? pause().chain(() -> awaitDownload(accountId, mediaId, polls - 1))
                        : Uni.createFrom().item(file));
    }

    /** Completes on the event loop of the request, which the response requires. */
    private Uni<Void> pause() {
        return Uni.createFrom()
                .emitter(emitter -> vertx.setTimer(POLL_INTERVAL.toMillis(), done -> emitter.complete(null)));
    }

    private Uni<Void> send(MediaRow file, HttpServerRequest request) {
        var response = describe(file, request.response());
        return request.method() == HttpMethod.HEAD ? end(response) : sendBytes(file, response);
    }

    private Uni<Void> sendBytes(MediaRow file, HttpServerResponse response) {
        return BodyStream.write(store.read(file.id), response, settings.timeout())
                .chain(() -> end(response))
                .onFailure()
                .recoverWithUni(failure -> response.headWritten() ? reset(response) : removeHeaders(response, failure));
    }

    private static HttpServerResponse describe(MediaRow file, HttpServerResponse response) {
        long size = Objects.requireNonNull(file.size, "an available file has a size");
        return response.putHeader(HttpHeaders.CONTENT_TYPE, file.contentType)
                .putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(size))
                .putHeader(DISPOSITION, FileName.disposition(file.fileName))
                .putHeader("X-Content-Type-Options", "nosniff");
    }

    private static Uni<Void> end(HttpServerResponse response) {
        return Uni.createFrom().completionStage(() -> response.end().toCompletionStage());
    }

    /** Removes the file's headers before an error response is written. */
    private static Uni<Void> removeHeaders(HttpServerResponse response, Throwable failure) {
        response.headers().remove(HttpHeaders.CONTENT_LENGTH).remove(DISPOSITION);
        return Uni.createFrom().failure(failure);
    }

    /** Resets the connection, so that a truncated file is not mistaken for a complete one. */
    private static Uni<Void> reset(HttpServerResponse response) {
        response.reset();
        return Uni.createFrom().voidItem();
    }

    private static void requireAvailable(MediaRow file) {
        if (!file.isAvailable()) {
            throw unavailable(file);
        }
    }

    private static ProblemException unavailable(MediaRow file) {
        return Problems.ofStatus(
                404,
                file.failure == null
                        ? "The file is still being downloaded; retry in a moment."
                        : "The file could not be fetched from the provider.");
    }

    private static UUID parsed(String mediaId) {
        try {
            return UUID.fromString(mediaId);
        } catch (IllegalArgumentException e) {
            throw Problems.notFound();
        }
    }
}
