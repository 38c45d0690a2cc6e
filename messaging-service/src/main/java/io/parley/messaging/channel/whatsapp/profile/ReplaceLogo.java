package io.parley.messaging.channel.whatsapp.profile;

import io.parley.messaging.channel.whatsapp.graph.WhatsAppConfig;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.graph.GraphFailure;
import io.parley.runtime.graph.GraphFailure.Kind;
import io.parley.runtime.graph.GraphProblems;
import io.parley.runtime.graph.GraphTokens;
import io.parley.runtime.graph.ResumableUpload;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Replaces a profile picture: receives and checks it, uploads it to Meta, and sets it in the profile by the last call, so
 * that any failure leaves the old one.
 */
@ApplicationScoped
class ReplaceLogo {
    /** Decoders use processors and memory, so few run at a time. */
    private static final int CHECKS = 2;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final ResumableUpload upload;
    private final GraphTokens access;
    private final UpdateProfile profile;
    private final NumberSettingRows rows;
    private final Semaphore free;
    private final WorkerExecutor checks;

    ReplaceLogo(
            ResumableUpload upload,
            GraphTokens access,
            UpdateProfile profile,
            NumberSettingRows rows,
            WhatsAppConfig settings,
            Vertx vertx) {
        this.upload = upload;
        this.access = access;
        this.profile = profile;
        this.rows = rows;
        this.free = new Semaphore(settings.accounts().maxPictures());
        this.checks = vertx.createSharedWorkerExecutor("picture-check", CHECKS);
    }

    @PreDestroy
    void close() {
        checks.close();
    }

    /** @param body paused; nothing was read from it */
    Uni<Void> replace(Sender sender, HttpServerRequest body) {
        if (!free.tryAcquire()) {
            return Uni.createFrom().failure(Problems.unavailable(RETRY_AFTER));
        }
        return PictureBody.read(body)
                .chain(bytes -> check(bytes)
                        .call(type -> requireDatabase(sender))
                        .chain(type -> upload.upload(access.token(sender), type.contentType(), type.fileName(), bytes)))
                .chain(handle -> profile.change(sender, Map.of("profile_picture_handle", handle)))
                .replaceWithVoid()
                .onFailure(GraphFailure.class)
                .transform(failure -> problem((GraphFailure) failure))
                .onTermination()
                .invoke(() -> free.release());
    }

    private Uni<PictureType> check(Buffer bytes) {
        return Uni.createFrom()
                .completionStage(() -> checks.executeBlocking(() -> PictureCheck.check(bytes.getBytes()), false)
                        .toCompletionStage());
    }

    /** Without it the change cannot be recorded, so nothing is uploaded. */
    private Uni<?> requireDatabase(Sender sender) {
        return rows.existing(sender.providerId());
    }

    private static ProblemException problem(GraphFailure failure) {
        return failure.kind() == Kind.REFUSED
                ? Problems.violation("body", "was refused by WhatsApp: " + failure.reason())
                : GraphProblems.of(failure);
    }
}
