package io.parley.messaging.media;

import io.parley.messaging.media.store.MediaStore;
import io.parley.messaging.model.MediaKind;
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
import org.jspecify.annotations.Nullable;

/**
 * Accepts an upload. Returns after its bytes are stored and its row is committed. The bytes are stored first, so that
 * no row exists without bytes; bytes that a crash leaves without a row are removed by {@link MediaMaintenance}.
 */
@ApplicationScoped
class UploadMedia {
    private final Uploads uploads;
    private final MediaStore store;
    private final UploadSpool spool;
    private final FileTypes types;
    private final MediaConfig settings;

    UploadMedia(Uploads uploads, MediaStore store, UploadSpool spool, FileTypes types, MediaConfig settings) {
        this.uploads = uploads;
        this.store = store;
        this.spool = spool;
        this.types = types;
        this.settings = settings;
    }

    /**
     * A completed upload.
     *
     * @param usage total size of the account's uploads
     */
    record Stored(UUID id, long usage, long quota) {}

    /** @param body paused; nothing was read from it */
    Uni<Stored> store(UUID accountId, UploadRequest request, HttpServerRequest body) {
        var declaredType = declaredType(request);
        return uploads.usage(accountId)
                .map(usage ->
                        allowance(declaredType.orElse(null), settings.quota().asLongValue() - usage))
                .chain(allowance -> receive(body, allowance))
                .chain(bytes -> verify(bytes, declaredType, request))
                .chain(file -> persist(upload(accountId, request, file)));
    }

    /** A file with verified content. */
    private record CheckedUpload(SpooledFile bytes, String contentType) {}

    /** Empty if the type must be detected. */
    private Optional<FileType> declaredType(UploadRequest request) {
        var given = request.contentType();
        return given == null ? Optional.empty() : Optional.of(types.named(given).orElseThrow(this::unknownType));
    }

    /** @param type null while unknown; then the maximum of all kinds applies */
    private UploadAllowance allowance(@Nullable FileType type, long left) {
        var kind = type == null ? MediaKind.DOCUMENT : type.kind();
        return new UploadAllowance(kind, types.maxSize(kind), left);
    }

    private Uni<SpooledFile> receive(HttpServerRequest body, UploadAllowance allowance) {
        allowance.check(contentLength(body));
        sendContinue(body);
        return spool.receive(body, allowance.bytes())
                .onFailure(StreamSpooler.TooLong.class)
                .transform(failure -> allowance.exceeded());
    }

    private static long contentLength(HttpServerRequest body) {
        var length = body.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length.strip());
    }

    /** Some clients only send a large body after a 100 Continue. */
    private static void sendContinue(HttpServerRequest body) {
        if (body.version() == HttpVersion.HTTP_1_1
                && "100-continue".equalsIgnoreCase(body.getHeader(HttpHeaders.EXPECT))) {
            body.response().writeContinue();
        }
    }

    private Uni<CheckedUpload> verify(SpooledFile bytes, Optional<FileType> declaredType, UploadRequest request) {
        if (bytes.isEmpty()) {
            return rejected(bytes, Problems.badRequest("The body must be the file; it is empty."));
        }
        var refusedType = types.refused(request.contentType(), bytes.head());
        if (refusedType.isPresent()) {
            return rejected(
                    bytes,
                    Problems.unsupportedMediaType("Files of the type " + refusedType.get() + " are not accepted."));
        }
        var given = request.contentType();
        return given == null || declaredType.isEmpty()
                ? detectType(bytes, request)
                : verifyType(bytes, declaredType.get(), given);
    }

    private Uni<CheckedUpload> verifyType(SpooledFile bytes, FileType type, String given) {
        return type.genuine().test(bytes.head())
                ? Uni.createFrom().item(new CheckedUpload(bytes, given))
                : rejected(bytes, Problems.unsupportedMediaType(mismatch(bytes, type)));
    }

    private Uni<CheckedUpload> detectType(SpooledFile bytes, UploadRequest request) {
        var found = types.detect(bytes.head(), request.fileName());
        if (found.isEmpty()) {
            return rejected(bytes, unknownType());
        }
        var allowance = allowance(found.get(), Long.MAX_VALUE);
        return bytes.size() > allowance.bytes()
                ? rejected(bytes, allowance.exceeded())
                : Uni.createFrom().item(new CheckedUpload(bytes, found.get().name()));
    }

    private String mismatch(SpooledFile bytes, FileType type) {
        return "The file is not " + type.name()
                + types.detect(bytes.head())
                        .map(found -> " but looks like " + found.name())
                        .orElse("")
                + ".";
    }

    private <T> Uni<T> rejected(SpooledFile bytes, ProblemException problem) {
        return spool.discard(bytes).onItem().transformToUni(discarded -> Uni.createFrom()
                .failure(problem));
    }

    private Upload upload(UUID accountId, UploadRequest request, CheckedUpload file) {
        var validity =
                switch (request.validity()) {
                    case UploadRequest.NO_EXPIRY -> null;
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

    private Uni<Stored> persist(Upload upload) {
        var quota = settings.quota().asLongValue();
        return spool.move(upload.bytes(), upload.id(), store)
                .chain(() -> uploads.add(upload, quota))
                .onFailure()
                .call(() -> store.remove(upload.id()))
                .call(usage -> usage.isPresent() ? Uni.createFrom().voidItem() : store.remove(upload.id()))
                .map(usage -> new Stored(upload.id(), usage.orElseThrow(UploadAllowance::full), quota));
    }

    private ProblemException unknownType() {
        return Problems.unsupportedMediaType(
                "Files of that type are not accepted; set the header Content-Type to one of these: " + types.names()
                        + ".");
    }
}
