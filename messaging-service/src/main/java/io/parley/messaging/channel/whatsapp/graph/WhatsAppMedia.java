package io.parley.messaging.channel.whatsapp.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.messaging.channel.MediaDownload;
import io.parley.messaging.channel.MediaDownload.Found;
import io.parley.messaging.channel.MediaDownload.Later;
import io.parley.messaging.channel.MediaDownload.Unavailable;
import io.parley.messaging.channel.MediaFetcher;
import io.parley.messaging.channel.MediaHandle;
import io.parley.messaging.channel.MediaHandle.NotReady;
import io.parley.messaging.channel.MediaHandle.Ready;
import io.parley.messaging.channel.MediaUpload;
import io.parley.messaging.channel.MediaUploader;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.Submission.Deferred;
import io.parley.messaging.channel.Submission.InDoubt;
import io.parley.messaging.channel.TransportFailure;
import io.parley.model.ChannelName;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.failure.Failures;
import io.parley.runtime.http.ProviderAnswer;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Uploads files to Meta and downloads files from it. Unlike a message, a transfer in doubt is retried. */
@ApplicationScoped
class WhatsAppMedia implements MediaUploader, MediaFetcher {
    private static final Duration RETRY_DELAY = Duration.ofSeconds(2);
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,32}");

    private final GraphFiles files;
    private final WhatsAppConfig settings;

    WhatsAppMedia(GraphFiles files, WhatsAppConfig settings) {
        this.files = files;
        this.settings = settings;
    }

    @Override
    public ChannelName channel() {
        return WhatsAppNames.CHANNEL;
    }

    @Override
    public Duration handleLifetime() {
        return settings.media().life();
    }

    @Override
    public Uni<MediaHandle> upload(Sender sender, MediaUpload file) {
        return files.upload(sender, Multipart.of(file))
                .map(answer -> handle(answer, file))
                .onFailure(failure -> !(failure instanceof NoSuchFileException))
                .recoverWithItem(failure -> unreachable(file, failure));
    }

    /** Requests a new link for each attempt, because Meta's links expire after five minutes. */
    @Override
    public Uni<MediaDownload> fetch(Sender sender, String reference) {
        return DIGITS.matcher(reference).matches()
                ? describeAndOpen(sender, reference, true)
                        .onFailure()
                        .recoverWithItem(failure -> new Later(Failures.describe(failure)))
                : Uni.createFrom().item(new Unavailable("not a media id of Meta"));
    }

    private static MediaHandle handle(ProviderAnswer answer, MediaUpload file) {
        var id = answer.body().path("id").asText("");
        return answer.status() < 300 && !id.isEmpty()
                ? new Ready(id, file.fileName())
                : new NotReady(retryable(new SendResponse(answer).outcome(0)));
    }

    private static Submission retryable(Submission outcome) {
        return outcome instanceof InDoubt(var error) ? new Deferred(error, RETRY_DELAY, false) : outcome;
    }

    private static MediaHandle unreachable(MediaUpload file, Throwable failure) {
        Log.warnf("media upload failed mediaId=%s channel=%s cause=%s", file.id(), WhatsAppNames.CHANNEL, failure);
        return new NotReady(retryable(TransportFailure.outcome(failure)));
    }

    private Uni<MediaDownload> describeAndOpen(Sender sender, String mediaId, boolean retry) {
        return files.describe(sender, mediaId).chain(answer -> described(sender, mediaId, answer, retry));
    }

    private Uni<MediaDownload> described(Sender sender, String mediaId, ProviderAnswer answer, boolean retry) {
        if (answer.status() != 200) {
            return Uni.createFrom().item(new Later("metadata " + answer.status()));
        }
        var url = url(answer.body()).filter(files::isTrusted);
        if (url.isEmpty()) {
            return Uni.createFrom().item(new Later("no link"));
        }
        return files.open(sender, url.get())
                .chain(response -> opened(sender, mediaId, response, size(answer.body()), retry));
    }

    private Uni<MediaDownload> opened(
            Sender sender, String mediaId, HttpClientResponse response, long size, boolean retry) {
        if (response.statusCode() == 200) {
            var contentLength = response.getHeader(HttpHeaders.CONTENT_LENGTH);
            var length = contentLength == null ? size : Math.max(size, Long.parseLong(contentLength.strip()));
            return Uni.createFrom()
                    .item(new Found(length, response, () -> response.request().reset()));
        }
        response.request().reset();
        return response.statusCode() == 404 && retry
                ? describeAndOpen(sender, mediaId, false)
                : Uni.createFrom().item(new Later("file " + response.statusCode()));
    }

    private static Optional<URI> url(JsonNode body) {
        try {
            return Optional.of(new URI(body.path("url").asText("")));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Reads a number or a string of digits; -1 if there is neither. */
    private static long size(JsonNode body) {
        return body.path("file_size").asLong(-1);
    }
}
