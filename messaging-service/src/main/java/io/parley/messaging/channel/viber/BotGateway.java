package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.messaging.channel.MessageState;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.ProviderAnswer;
import io.parley.messaging.channel.ProviderError;
import io.parley.messaging.channel.ProviderHttp;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.Submission.Accepted;
import io.parley.messaging.channel.Submission.Deferred;
import io.parley.messaging.channel.Submission.Rejected;
import io.parley.messaging.channel.SubmitHints;
import io.parley.model.ProviderEvent;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/**
 * Viber's own API for bots. It answers every call with HTTP 200 and a status in the body, and tells what became of a
 * message by a token of up to 19 digits.
 */
@Singleton
class BotGateway implements ViberBusinessGateway {
    private static final int TAKEN = 0;
    private static final int TOO_MANY_REQUESTS = 12;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final ViberSettings settings;
    private final ObjectMapper json;
    private final BotApi api;

    BotGateway(ViberSettings settings, ObjectMapper json) {
        this.settings = settings;
        this.json = json;
        this.api = ProviderHttp.client(BotApi.class, settings.baseUrl(), settings);
    }

    @Override
    public Uni<Submission> send(OutboundMessage<ViberContent> message) {
        var service = message.sender().providerId();
        return api.send(settings.tokens().getOrDefault(service, ""), BotMessage.of(message))
                .map(response -> outcome(service, ProviderAnswer.of(response, json)));
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
        var payload = event.payload();
        var token = payload.path("message_token");
        if (!token.isIntegralNumber()) {
            return new Unreadable("kind " + event.kind());
        }
        return switch (event.kind()) {
            case "delivered" -> status(event, MessageState.DELIVERED, null);
            case "seen" -> status(event, MessageState.SEEN, null);
            case "failed" -> status(event, MessageState.CHANNEL_FAILED, failure(payload));
            case "message" -> received(event);
            default -> new Unreadable("kind " + event.kind());
        };
    }

    private static Submission outcome(String service, ProviderAnswer answer) {
        var status = answer.body().path("status");
        if (!status.isInt()) {
            return answer.outcomeOfStatus(PAUSE);
        }
        return switch (status.intValue()) {
            case TAKEN ->
                Accepted.of(space(service), answer.body().path("message_token").asText());
            case TOO_MANY_REQUESTS -> new Deferred(error(answer.body()), answer.pause(PAUSE), true);
            default -> new Rejected(error(answer.body()));
        };
    }

    private static ProviderError error(JsonNode body) {
        var status = body.path("status").asText();
        return new ProviderError(
                ViberChannel.errorCode(status), body.path("status_message").asText("status " + status));
    }

    private static ProviderError failure(JsonNode payload) {
        return new ProviderError(
                ViberChannel.errorCode("failed"), payload.path("desc").asText("Viber could not deliver the message."));
    }

    private static Status status(ProviderEvent event, MessageState state, ProviderError error) {
        var token = event.payload().path("message_token").asText();
        var user = event.payload().path("user_id").asText("");
        var hints = user.isEmpty() ? null : new SubmitHints(event.sender(), user, null, null);
        return new Status(space(event.sender()), token, null, state, time(event), error, null, hints);
    }

    private static ChannelEvent received(ProviderEvent event) {
        var payload = event.payload();
        var user = payload.path("sender").path("id").asText("");
        var content = BotContent.of(payload.path("message"));
        return user.isEmpty()
                ? new Unreadable("message without sender")
                : new Received(
                        space(event.sender()),
                        payload.path("message_token").asText(),
                        event.sender(),
                        user,
                        null,
                        time(event),
                        content.content(),
                        null,
                        null,
                        content.file().orElse(null),
                        null);
    }

    private static Instant time(ProviderEvent event) {
        var millis = event.payload().path("timestamp");
        return millis.isIntegralNumber() ? Instant.ofEpochMilli(millis.longValue()) : event.receivedAt();
    }

    /** Tokens are unique within a service. */
    private static String space(String service) {
        return "viber/" + service;
    }
}
