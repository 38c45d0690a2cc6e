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
import java.util.Optional;
import java.util.UUID;

/** Hands files out and takes them away. Never tells a foreign file from one that does not exist. */
@ApplicationScoped
class ServeMedia {
    private static final String DISPOSITION = "Content-Disposition";
    private static final Duration LOOK = Duration.ofMillis(100);

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

    /** Writes the file as the answer to the request. */
    Uni<Void> send(UUID accountId, String mediaId, HttpServerRequest to) {
        return arrived(accountId, mediaId, settings.fetch().grace().dividedBy(LOOK))
                .invoke(ServeMedia::checkThere)
                .chain(file -> send(file, to));
    }

    Uni<Void> remove(UUID accountId, String mediaId) {
        return existing(accountId, mediaId)
                .chain(file -> files.remove(accountId, file.id()))
                .invoke(ServeMedia::checkRemoved)
                .chain(() -> bytesRemoved(UUID.fromString(mediaId)));
    }

    /** The file is gone with its row; bytes that stay behind are swept up later. */
    private Uni<Void> bytesRemoved(UUID id) {
        return store.remove(id)
                .onFailure()
                .invoke(failure -> Log.warnf("bytes stay behind for now mediaId=%s error=%s", id, failure))
                .onFailure()
                .recoverWithNull();
    }

    /** One that is on its way is looked for again and again. */
    private Uni<StoredFile> arrived(UUID accountId, String mediaId, long looks) {
        return existing(accountId, mediaId)
                .chain(file -> file.isOnItsWay() && looks > 0
                        ? pause().chain(() -> arrived(accountId, mediaId, looks - 1))
                        : Uni.createFrom().item(file));
    }

    /** On the event loop of the request, which the answer needs. */
    private Uni<Void> pause() {
        return Uni.createFrom().emitter(over -> vertx.setTimer(LOOK.toMillis(), done -> over.complete(null)));
    }

    private Uni<StoredFile> existing(UUID accountId, String mediaId) {
        return parsed(mediaId)
                .map(id -> files.find(accountId, id).map(found -> found.orElseThrow(Problems::notFound)))
                .orElseThrow(Problems::notFound);
    }

    private Uni<Void> send(StoredFile file, HttpServerRequest to) {
        var response = describe(file, to.response());
        return to.method() == HttpMethod.HEAD ? end(response) : sendBytes(file, response);
    }

    private Uni<Void> sendBytes(StoredFile file, HttpServerResponse response) {
        return BodyStream.write(store.read(file.id()), response, settings.timeout())
                .chain(() -> end(response))
                .onFailure()
                .recoverWithUni(failure -> response.headWritten() ? cut(response) : unsaid(response, failure));
    }

    private static HttpServerResponse describe(StoredFile file, HttpServerResponse response) {
        return response.putHeader(HttpHeaders.CONTENT_TYPE, file.contentType())
                .putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(file.size()))
                .putHeader(DISPOSITION, FileName.disposition(file.fileName()))
                .putHeader("X-Content-Type-Options", "nosniff");
    }

    private static Uni<Void> end(HttpServerResponse response) {
        return Uni.createFrom().completionStage(() -> response.end().toCompletionStage());
    }

    /** Whatever answers instead says its own. */
    private static Uni<Void> unsaid(HttpServerResponse response, Throwable failure) {
        response.headers().remove(HttpHeaders.CONTENT_LENGTH).remove(DISPOSITION);
        return Uni.createFrom().failure(failure);
    }

    /** Half a file must not look like a whole one. */
    private static Uni<Void> cut(HttpServerResponse response) {
        response.reset();
        return Uni.createFrom().voidItem();
    }

    private static void checkThere(StoredFile file) {
        if (!file.isThere()) {
            throw notThere(file);
        }
    }

    private static ProblemException notThere(StoredFile file) {
        return Problems.ofStatus(
                404,
                file.failure() == null
                        ? "The file is still on its way; ask again in a moment."
                        : "The file could not be fetched from the network.");
    }

    private static void checkRemoved(boolean removed) {
        if (!removed) {
            throw Problems.notFound();
        }
    }

    private static Optional<UUID> parsed(String mediaId) {
        try {
            return Optional.of(UUID.fromString(mediaId));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
