package io.parley.messaging.channel.pigeon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.messaging.channel.ChannelKind;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.Submission.Accepted;
import io.parley.messaging.channel.Submission.Rejected;
import io.parley.messaging.channel.TransportFailure;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.MoContent;
import io.parley.messaging.model.ProviderError;
import io.parley.model.ProviderEvent;
import io.parley.runtime.http.ProviderAnswer;
import io.parley.runtime.http.ProviderClients;
import io.parley.runtime.validation.E164Validator;
import io.quarkus.logging.Log;
import io.smallrye.config.Secret;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Sends notes and drawings by the carrier pigeons of a loft. */
@ApplicationScoped
class PigeonChannel implements Channel<PigeonContent> {
    private static final String NAME = "pigeon";
    private static final ChannelKind<PigeonContent> KIND = ChannelKind.ofServices(NAME, PigeonContent.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final PigeonConfig settings;
    private final ObjectMapper json;
    private final LoftApi loft;

    PigeonChannel(PigeonConfig settings, ObjectMapper json) {
        this.settings = settings;
        this.json = json;
        this.loft = ProviderClients.client(LoftApi.class, settings.baseUrl(), settings);
    }

    @Override
    public ChannelKind<PigeonContent> kind() {
        return KIND;
    }

    @Override
    public Optional<String> validateRecipient(String recipient) {
        return E164Validator.isNumber(recipient)
                ? Optional.empty()
                : Optional.of("must be the number of a loft, 4 to 15 digits");
    }

    @Override
    public Uni<Submission> submit(OutboundMessage<PigeonContent> message) {
        return Uni.createFrom()
                .deferred(() -> loft.fly(settings.key().map(Secret::get).orElse(""), Flight.of(message)))
                .map(response -> outcome(ProviderAnswer.of(response, json)))
                .onFailure()
                .invoke(failure -> Log.warnf(
                        "no answer messageId=%s channel=%s attempt=%d cause=%s",
                        message.messageId(), NAME, message.attempt(), failure))
                .onFailure()
                .recoverWithItem(TransportFailure::outcome);
    }

    private static Submission outcome(ProviderAnswer answer) {
        var ring = answer.body().path("ring").asText();
        var reason = answer.body().path("reason").asText();
        if (!ring.isEmpty()) {
            return Accepted.of(NAME, ring);
        }
        return reason.isEmpty() ? TransportFailure.ofStatus(answer, PAUSE) : new Rejected(error(reason));
    }

    @Override
    public Set<String> providers() {
        return Set.of(NAME);
    }

    @Override
    public List<ChannelEvent> read(ProviderEvent event) {
        var payload = event.payload();
        var ring = payload == null ? "" : payload.path("ring").asText();
        return List.of(
                switch (ring.isEmpty() ? "" : event.kind()) {
                    case "status" -> landing(ring, payload, event);
                    case "message" -> received(ring, payload, event);
                    default -> new Unreadable("kind " + event.kind());
                });
    }

    private static ChannelEvent landing(String ring, JsonNode payload, ProviderEvent event) {
        var state = payload.path("state").asText();
        return switch (state) {
            case "landed" -> status(ring, payload, MessageState.DELIVERED, null, event);
            case "lost" -> status(ring, payload, MessageState.CHANNEL_FAILED, error(state), event);
            default -> new Unreadable("state " + state);
        };
    }

    private static Status status(
            String ring, JsonNode payload, MessageState state, ProviderError error, ProviderEvent event) {
        return new Status(NAME, ring, ours(payload.path("reference").asText()), state, event.receivedAt(), error, null);
    }

    /** Null if it is not an id of ours. */
    private static UUID ours(String reference) {
        try {
            return UUID.fromString(reference);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Received received(String ring, JsonNode payload, ProviderEvent event) {
        return new Received(
                NAME,
                ring,
                payload.path("to").asText(),
                payload.path("from").asText(),
                null,
                event.receivedAt(),
                new MoContent.Text(payload.path("note").asText()),
                null);
    }

    private static ProviderError error(String reason) {
        return new ProviderError(NAME + "::error::" + reason, "The loft reports: " + reason + ".");
    }
}
