package io.parley.messaging.channel.whatsapp.setup;

import io.parley.runtime.egress.GuardedHttp;
import io.parley.runtime.egress.GuardedHttp.Opened;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MultiHelper;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The request by which Meta verifies a webhook: the endpoint must return the challenge if it knows the verify token.
 *
 * @see <a href="https://developers.facebook.com/docs/graph-api/webhooks/getting-started#verification-requests">Meta:
 *     verification requests</a>
 */
@Singleton
class WebhookHandshake {
    /** Below the timeout of the whole check, so that an endpoint that does not answer is a finding of its own. */
    private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(4);

    private static final Duration BODY_TIMEOUT = Duration.ofSeconds(1);

    /** Pieces of the body that are read; the challenge needs one. */
    private static final int MAX_PIECES = 4;

    /** @param body its beginning */
    record Answer(int status, String body) {}

    private final GuardedHttp http;

    WebhookHandshake(GuardedHttp http) {
        this.http = http;
    }

    /** Fails like {@link GuardedHttp#open}. Redirects are not followed; Meta does not either. */
    Uni<Answer> send(URI webhook, String token, String challenge) {
        var url = URI.create(webhook + "?hub.mode=subscribe&hub.challenge=" + challenge + "&hub.verify_token="
                + URLEncoder.encode(token, StandardCharsets.UTF_8));
        return http.open(url, HEAD_TIMEOUT).chain(WebhookHandshake::read);
    }

    private static Uni<Answer> read(Opened opened) {
        return MultiHelper.toMulti(opened.body())
                .select()
                .first(MAX_PIECES)
                .collect()
                .in(Buffer::buffer, Buffer::appendBuffer)
                .ifNoItem()
                .after(BODY_TIMEOUT)
                .recoverWithItem(Buffer::buffer)
                .onFailure()
                .recoverWithItem(failure -> Buffer.buffer())
                .invoke(opened.abort()::run)
                .map(body -> new Answer(opened.status(), body.toString()));
    }
}
