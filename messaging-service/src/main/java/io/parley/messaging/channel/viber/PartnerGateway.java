package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.messaging.channel.MessageState;
import io.parley.messaging.channel.MoContent;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.ProviderAnswer;
import io.parley.messaging.channel.ProviderError;
import io.parley.messaging.channel.ProviderHttp;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.Submission.Accepted;
import io.parley.messaging.channel.Submission.Deferred;
import io.parley.messaging.channel.Submission.Rejected;
import io.parley.model.ProviderEvent;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;

/** Viber Business Messages through a partner. The partner keeps the message id that we give, so reports name it. */
@Singleton
class PartnerGateway implements ViberBusinessGateway {
    private static final String PROVIDER = "viber-partner";
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration UNTIL_KEYS_ARE_MENDED = Duration.ofMinutes(1);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS[XXX][XX]");

    private static final Map<String, MessageState> STATES = Map.of(
            "PENDING", MessageState.DISPATCHED,
            "DELIVERED", MessageState.DELIVERED,
            "UNDELIVERABLE", MessageState.CHANNEL_FAILED,
            "EXPIRED", MessageState.CHANNEL_FAILED,
            "REJECTED", MessageState.CHANNEL_FAILED);

    private final ViberSettings settings;
    private final ObjectMapper json;
    private final PartnerApi api;

    PartnerGateway(ViberSettings settings, ObjectMapper json) {
        this.settings = settings;
        this.json = json;
        this.api = ProviderHttp.client(PartnerApi.class, settings.partnerBaseUrl(), settings);
    }

    @Override
    public Uni<Submission> send(OutboundMessage<ViberContent> message) {
        var key = settings.tokens().getOrDefault(message.sender().providerId(), "");
        return api.send("App " + key, PartnerRequest.of(message, settings.validity()))
                .map(response -> outcome(ProviderAnswer.of(response, json)));
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public ViberLimits limits() {
        return ViberLimits.PARTNER;
    }

    @Override
    public ChannelEvent read(ProviderEvent event) {
        var result = event.payload().path("results").path(0);
        var id = result.path("messageId").asText("");
        if (id.isEmpty()) {
            return new Unreadable("kind " + event.kind());
        }
        return switch (event.kind()) {
            case "report" -> report(event, result);
            case "seen" -> status(id, MessageState.SEEN, time(result, "seenAt", event), null);
            case "message" -> received(event, id, result);
            default -> new Unreadable("kind " + event.kind());
        };
    }

    private static Submission outcome(ProviderAnswer answer) {
        var message = answer.body().path("messages").path(0);
        var group = message.path("status").path("groupName").asText("");
        if (answer.status() < 300 && STATES.containsKey(group)) {
            return STATES.get(group) == MessageState.CHANNEL_FAILED
                    ? new Rejected(error(message.path("status")))
                    : Accepted.of(PROVIDER, message.path("messageId").asText());
        }
        var refusal = answer.body().path("requestError").path("serviceException");
        return refusal.isObject() && answer.status() < 500 && !answer.isThrottling()
                ? refused(answer.status(), refusal)
                : answer.outcomeOfStatus(PAUSE);
    }

    private static Submission refused(int status, JsonNode refusal) {
        var error = new ProviderError(
                ViberChannel.errorCode(refusal.path("messageId").asText("refused")),
                refusal.path("text").asText("HTTP status " + status));
        return status == 401 || status == 403 ? new Deferred(error, UNTIL_KEYS_ARE_MENDED, false) : new Rejected(error);
    }

    private static ChannelEvent report(ProviderEvent event, JsonNode result) {
        var state = STATES.get(result.path("status").path("groupName").asText());
        var id = result.path("messageId").asText();
        return state == null
                ? new Unreadable("report of an unknown group")
                : status(
                        id,
                        state,
                        time(result, "doneAt", event),
                        state == MessageState.CHANNEL_FAILED ? failure(result) : null);
    }

    private static Status status(String id, MessageState state, Instant at, ProviderError error) {
        return new Status(PROVIDER, id, ours(id), state, at, error, null);
    }

    private static UUID ours(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The error if the report has one, else the status, which then is the error. */
    private static ProviderError failure(JsonNode result) {
        var error = result.path("error");
        return error(error.path("id").asInt() == 0 ? result.path("status") : error);
    }

    private static ProviderError error(JsonNode told) {
        return new ProviderError(
                ViberChannel.errorCode(told.path("id").asText()),
                told.path("name").asText() + " – " + told.path("description").asText());
    }

    private static Received received(ProviderEvent event, String id, JsonNode result) {
        var text = result.path("message").path("text");
        return new Received(
                PROVIDER,
                id,
                event.sender(),
                result.path("from").asText(),
                null,
                time(result, "receivedAt", event),
                text.isTextual() ? new MoContent.Text(text.textValue()) : new MoContent.Unknown(),
                null);
    }

    private static Instant time(JsonNode result, String member, ProviderEvent event) {
        try {
            return OffsetDateTime.parse(result.path(member).asText(), TIME).toInstant();
        } catch (DateTimeException e) {
            return event.receivedAt();
        }
    }
}
