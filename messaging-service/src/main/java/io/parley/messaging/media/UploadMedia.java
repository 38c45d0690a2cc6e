package io.parley.messaging.media;

import io.parley.messaging.channel.MediaKind;
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
import java.util.Optional;
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
    private final UploadSpool arrivals;
    private final FileTypes types;
    private final MediaConfig settings;

    UploadMedia(MediaFiles files, MediaStore store, UploadSpool arrivals, FileTypes types, MediaConfig settings) {
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
        var named = named(request);
        return files.usage(accountId)
                .map(usage -> allowance(named.orElse(null), settings.quota().asLongValue() - usage))
                .chain(room -> received(body, room))
                .chain(bytes -> checked(bytes, named, request))
                .chain(file -> kept(upload(accountId, request, file)));
    }

    /** A file whose bytes were judged. */
    private record CheckedUpload(SpooledFile bytes, String contentType) {}

    /** Empty if the bytes have to tell. */
    private Optional<FileType> named(UploadRequest request) {
        var given = request.contentType();
        return given == null ? Optional.empty() : Optional.of(types.named(given).orElseThrow(this::unknownType));
    }

    /** @param type null as long as it is unknown; then it may be as large as the largest */
    private UploadAllowance allowance(FileType type, long left) {
        var kind = type == null ? MediaKind.DOCUMENT : type.kind();
        return new UploadAllowance(kind, types.largest(kind), left);
    }

    private Uni<SpooledFile> received(HttpServerRequest body, UploadAllowance room) {
        room.check(announced(body));
        inviteBody(body);
        return arrivals.receive(body, room.bytes())
                .onFailure(StreamSpooler.TooLong.class)
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

    private Uni<CheckedUpload> checked(SpooledFile bytes, Optional<FileType> named, UploadRequest request) {
        if (bytes.isEmpty()) {
            return refused(bytes, Problems.badRequest("The body must be the file; it is empty."));
        }
        var dangerous = types.refused(request.contentType(), bytes.head());
        if (dangerous.isPresent()) {
            return refused(
                    bytes, Problems.unsupportedMediaType("Files of the type " + dangerous.get() + " are not taken."));
        }
        return named.map(type -> asNamed(bytes, type, request)).orElseGet(() -> asFound(bytes, request));
    }

    private Uni<CheckedUpload> asNamed(SpooledFile bytes, FileType type, UploadRequest request) {
        return type.genuine().test(bytes.head())
                ? Uni.createFrom().item(new CheckedUpload(bytes, request.contentType()))
                : refused(bytes, Problems.unsupportedMediaType(lie(bytes, type)));
    }

    private Uni<CheckedUpload> asFound(SpooledFile bytes, UploadRequest request) {
        var found = types.recognised(bytes.head(), request.fileName());
        if (found.isEmpty()) {
            return refused(bytes, unknownType());
        }
        var room = allowance(found.get(), Long.MAX_VALUE);
        return bytes.size() > room.bytes()
                ? refused(bytes, room.exceeded())
                : Uni.createFrom().item(new CheckedUpload(bytes, found.get().name()));
    }

    private String lie(SpooledFile bytes, FileType type) {
        return "The file is not " + type.name()
                + types.recognised(bytes.head())
                        .map(found -> " but looks like " + found.name())
                        .orElse("")
                + ".";
    }

    private <T> Uni<T> refused(SpooledFile bytes, ProblemException problem) {
        return arrivals.discard(bytes).onItem().transformToUni(gone -> Uni.createFrom()
                .failure(problem));
    }

    private Upload upload(UUID accountId, UploadRequest request, CheckedUpload file) {
        var validity =
                switch (request.validity()) {
                    case UploadRequest.FOR_EVER -> null;
                    case UploadRequest.ONE_TIME -> settings.oneTimeValidity();
                    default -> Duration.ofMinutes(request.validity());
                };
        return new Upload(
                Ids.next(),
                accountId,
                file.contentType(),
                request.fileName(),
                file.bytes(),
                validity,
                request.validity() == UploadRequest.ONE_TIME);
    }

    private Uni<Stored> kept(Upload upload) {
        var quota = settings.quota().asLongValue();
        return arrivals.move(upload.bytes(), upload.id(), store)
                .chain(() -> files.add(upload, quota))
                .onFailure()
                .call(() -> store.remove(upload.id()))
                .call(usage -> usage.isPresent() ? Uni.createFrom().voidItem() : store.remove(upload.id()))
                .map(usage -> new Stored(upload.id(), usage.orElseThrow(UploadAllowance::full), quota));
    }

    private ProblemException unknownType() {
        return Problems.unsupportedMediaType(
                "Files of that type are not taken; name one of these in the header Content-Type: " + types.names()
                        + ".");
    }
}
