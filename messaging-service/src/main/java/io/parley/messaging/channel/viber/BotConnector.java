package io.parley.messaging.channel.viber;

import static io.parley.runtime.json.ProviderJson.number;
import static io.parley.runtime.json.ProviderJson.scalar;
import static io.parley.runtime.json.ProviderJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.Submission.Accepted;
import io.parley.messaging.channel.Submission.Deferred;
import io.parley.messaging.channel.Submission.Rejected;
import io.parley.messaging.channel.SubmitHints;
import io.parley.messaging.channel.TransportFailure;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.ProviderError;
import io.parley.model.ProviderEvent;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.failure.Failures;
import io.parley.runtime.http.ExternalUrls;
import io.parley.runtime.http.ProviderAnswer;
import io.parley.runtime.http.ProviderClients;
import io.parley.runtime.json.ProviderJson;
import io.parley.runtime.setup.SetupFinding;
import io.parley.runtime.telemetry.RefusedCredentials;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Connector for Viber's own bot API. The API answers every call with HTTP 200 and a status in the body, and identifies
 * messages by a token of up to 19 digits.
 */
@Singleton
class BotConnector implements ViberConnector {
    private static final int OK = 0;
    private static final int TOO_MANY_REQUESTS = 12;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final ViberTokens tokens;
    private final ObjectMapper json;
    private final FileSizes sizes;
    private final ExternalUrls urls;
    private final BotApi api;

    BotConnector(ViberConfig settings, ViberTokens tokens, ObjectMapper json, FileSizes sizes, ExternalUrls urls) {
        this.sizes = sizes;
        this.urls = urls;
        this.tokens = tokens;
        this.json = json;
        this.api = ProviderClients.client(BotApi.class, settings.baseUrl(), settings);
    }

    @Override
    public Uni<Submission> send(OutboundMessage<ViberContent> message) {
        var service = message.sender().providerId();
        var composition = Composition.of(message.content());
        return fileSize(composition)
                .map(size -> BotMessage.of(message, composition, size))
                .invoke(request -> message.exchange().sent("POST /pa/send_message", request))
                .chain(request -> api.send(tokens.of(service), request))
                .map(response -> ProviderAnswer.of(response, json))
                .invoke(message.exchange()::answered)
                .map(answer -> outcome(service, answer));
    }

    private Uni<Long> fileSize(Composition composition) {
        return composition instanceof Composition.Document(var file)
                ? sizes.of(file.url())
                : Uni.createFrom().item(FileSizes.UNKNOWN);
    }

    @Override
    public Uni<SetupFinding> checkSetup(Sender sender) {
        var setup = new BotSetup(sender.providerId());
        var token = tokens.of(sender.providerId());
        return token.isEmpty()
                ? Uni.createFrom().item(setup.withoutToken())
                : api.accountInfo(token, Map.of())
                        .map(response -> setup.of(ProviderAnswer.of(response, json)))
                        .onFailure()
                        .recoverWithItem(failure -> setup.withoutAnswer(Failures.describe(failure)));
    }

    /** Needs the public URL, under which the ingress offers the gateway's webhooks too. */
    @Override
    public Uni<SetupFinding> connect(Sender sender) {
        var setup = new BotSetup(sender.providerId());
        var token = tokens.of(sender.providerId());
        if (token.isEmpty()) {
            return Uni.createFrom().item(setup.withoutToken());
        }
        if (urls.publicOrigin().isEmpty()) {
            return Uni.createFrom().item(setup.withoutPublicUrl());
        }
        var url = urls.of(setup.webhookPath()).toString();
        return api.setWebhook(token, WebhookRegistration.of(url))
                .map(response -> setup.ofRegistration(url, ProviderAnswer.of(response, json)))
                .chain(refused ->
                        refused.map(finding -> Uni.createFrom().item(finding)).orElseGet(() -> checkSetup(sender)))
                .onFailure()
                .recoverWithItem(failure -> setup.withoutAnswer(Failures.describe(failure)));
    }

    @Override
    public String provider() {
        return "viber";
    }

    @Override
    public ViberLimits limits() {
        return ViberLimits.BOT;
    }

    @Override
    public ChannelEvent read(ProviderEvent event) {
        return switch (event.kind()) {
            case "delivered" -> status(event, MessageState.DELIVERED, null);
            case "seen" -> status(event, MessageState.SEEN, null);
            case "failed" -> status(event, MessageState.CHANNEL_FAILED, failure(event.payload()));
            case "message" -> received(event);
            default -> unreadable(event);
        };
    }

    private static Submission outcome(String service, ProviderAnswer answer) {
        var status = number(answer.body().path("status"));
        if (status.isEmpty()) {
            return TransportFailure.ofStatus(answer, PAUSE);
        }
        if ((int) status.getAsDouble() == BotSetup.INVALID_TOKEN) {
            RefusedCredentials.refused("viber");
        }
        return switch ((int) status.getAsDouble()) {
            case OK ->
                Accepted.of(
                        idSpace(service), answer.body().path("message_token").asText());
            case TOO_MANY_REQUESTS -> new Deferred(error(answer.body()), answer.pause(PAUSE), true);
            default -> new Rejected(error(answer.body()));
        };
    }

    private static ProviderError error(JsonNode body) {
        var status = body.path("status").asText();
        return new ProviderError(
                ViberChannel.errorCode(status),
                text(body.path("status_message")).orElse("status " + status));
    }

    private static ProviderError failure(JsonNode payload) {
        return new ProviderError(
                ViberChannel.errorCode("failed"),
                text(payload.path("desc")).orElse("Viber could not deliver the message."));
    }

    private static ChannelEvent status(ProviderEvent event, MessageState state, @Nullable ProviderError error) {
        var user = scalar(event.payload().path("user_id"));
        var hints =
                user.map(id -> new SubmitHints(event.sender(), id, null, null)).orElse(null);
        var provider = idSpace(event.sender());
        return token(event)
                .<ChannelEvent>map(token -> new Status(provider, token, null, state, time(event), error, null, hints))
                .orElseGet(() -> unreadable(event));
    }

    /** Without a token a repeated message is detected by the event id, derived from its bytes. */
    private static ChannelEvent received(ProviderEvent event) {
        var payload = event.payload();
        var user = scalar(payload.path("sender").path("id"));
        var content = BotContent.of(payload.path("message"));
        return user.isEmpty()
                ? new Unreadable("message without sender")
                : new Received(
                        idSpace(event.sender()),
                        token(event).orElse(event.id()),
                        event.sender(),
                        user.get(),
                        null,
                        time(event),
                        content.content(),
                        null,
                        null,
                        content.file().orElse(null),
                        null);
    }

    private static ChannelEvent unreadable(ProviderEvent event) {
        return new Unreadable("kind " + event.kind());
    }

    /** Up to 19 digits, as a number or, if the sender cannot represent it as a number, as a string. */
    private static Optional<String> token(ProviderEvent event) {
        return scalar(event.payload().path("message_token"));
    }

    private static Instant time(ProviderEvent event) {
        return ProviderJson.millis(event.payload().path("timestamp"), event.receivedAt());
    }

    /** Tokens are unique within a service. */
    private static String idSpace(String service) {
        return "viber/" + service;
    }
}
