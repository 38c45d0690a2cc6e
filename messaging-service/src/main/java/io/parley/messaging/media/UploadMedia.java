package io.parley.messaging.media;

import io.parley.messaging.media.store.MediaStore;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/**
 * Takes an upload over: its bytes are in the store and its row is committed when the customer hears of it. Bytes first, so
 * that no row ever promises bytes that are not there; what a crash leaves between the two belongs to nobody and is swept
 * up later.
 */
@ApplicationScoped
class UploadMedia {
    private final MediaFiles files;
    private final MediaStore store;
    private final Arrivals arrivals;
    private final FileTypes types;
    private final MediaSettings settings;

    UploadMedia(MediaFiles files, MediaStore store, Arrivals arrivals, FileTypes types, MediaSettings settings) {
        this.files = files;
        this.store = store;
        this.arrivals = arrivals;
        this.types = types;
        this.settings = settings;
    }

    /**
     * What became of it.
     *
     * @param usage bytes of all uploads of the account
     */
    record Stored(UUID id, long usage, long quota) {}

    /** @param body paused; none of it was read */
    Uni<Stored> store(UUID accountId, UploadRequest request, HttpServerRequest body) {
        var type = types.named(request.contentType()).orElseThrow(this::unknownType);
        return files.usage(accountId)
                .map(usage -> new Room(
                        type.kind(),
                        types.largest(type.kind()),
                        settings.quota().asLongValue() - usage))
                .chain(room -> received(body, room))
                .call(bytes -> checked(bytes, type))
                .chain(bytes -> kept(upload(accountId, request, bytes)));
    }

    private Uni<Spooled> received(HttpServerRequest body, Room room) {
        room.check(announced(body));
        inviteBody(body);
        return arrivals.receive(body, room.bytes())
                .onFailure(Intake.TooLong.class)
                .transform(failure -> room.exceeded());
    }

    private static long announced(HttpServerRequest body) {
        var length = body.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length.strip());
    }

    /** Some clients only send a large body when they hear that it is welcome. */
    private static void inviteBody(HttpServerRequest body) {
        if (body.version() == HttpVersion.HTTP_1_1
                && "100-continue".equalsIgnoreCase(body.getHeader(HttpHeaders.EXPECT))) {
            body.response().writeContinue();
        }
    }

    private Uni<Void> checked(Spooled bytes, FileType type) {
        if (bytes.isEmpty()) {
            return refused(bytes, Problems.badRequest("The body must be the file; it is empty."));
        }
        if (!type.genuine().test(bytes.head())) {
            return refused(bytes, Problems.unsupportedMediaType(lie(bytes, type)));
        }
        return Uni.createFrom().voidItem();
    }

    private String lie(Spooled bytes, FileType type) {
        return "The file is not " + type.name()
                + types.recognised(bytes.head())
                        .map(found -> " but looks like " + found.name())
                        .orElse("")
                + ".";
    }

    private Uni<Void> refused(Spooled bytes, ProblemException problem) {
        return arrivals.discard(bytes).onItem().failWith(() -> problem);
    }

    private Upload upload(UUID accountId, UploadRequest request, Spooled bytes) {
        var validity =
                switch (request.validity()) {
                    case UploadRequest.FOR_EVER -> null;
                    case UploadRequest.ONE_TIME -> settings.oneTimeValidity();
                    default -> Duration.ofMinutes(request.validity());
                };
        return new Upload(
                Ids.next(),
                accountId,
                request.contentType(),
                request.fileName(),
                bytes,
                validity,
                request.validity() == UploadRequest.ONE_TIME);
    }

    private Uni<Stored> kept(Upload upload) {
        var quota = settings.quota().asLongValue();
        return store.keep(upload.id(), upload.bytes().file())
                .chain(() -> files.add(upload, quota))
                .onFailure()
                .call(() -> store.remove(upload.id()))
                .call(usage -> usage.isPresent() ? Uni.createFrom().voidItem() : store.remove(upload.id()))
                .map(usage -> new Stored(upload.id(), usage.orElseThrow(Room::full), quota));
    }

    private ProblemException unknownType() {
        return Problems.unsupportedMediaType("Files of that type are not taken; these are: " + types.names() + ".");
    }
}
