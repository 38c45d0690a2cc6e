package io.parley.messaging.channel.viber;

import static io.parley.runtime.json.ProviderJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.Submission.Accepted;
import io.parley.messaging.channel.Submission.Deferred;
import io.parley.messaging.channel.Submission.Rejected;
import io.parley.messaging.channel.TransportFailure;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.ProviderError;
import io.parley.model.ProviderEvent;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.http.ProviderAnswer;
import io.parley.runtime.http.ProviderClients;
import io.parley.runtime.setup.SetupFinding;
import io.parley.runtime.telemetry.RefusedCredentials;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Viber Business Messages through a partner. The partner uses our message id, so its reports contain it. */
@Singleton
class PartnerConnector implements ViberConnector {
    static final String PROVIDER = "viber-partner";
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration KEY_REPAIR_PAUSE = Duration.ofMinutes(1);

    private final ViberConfig settings;
    private final ViberTokens tokens;
    private final ObjectMapper json;
    private final PartnerApi api;

    PartnerConnector(ViberConfig settings, ViberTokens tokens, ObjectMapper json) {
        this.settings = settings;
        this.tokens = tokens;
        this.json = json;
        this.api = ProviderClients.client(PartnerApi.class, settings.partnerBaseUrl(), settings);
    }

    @Override
    public Uni<Submission> send(OutboundMessage<ViberContent> message) {
        var key = tokens.of(message.sender().providerId());
        var request = PartnerRequest.of(message, settings.validity());
        message.exchange().sent("POST /viber/2/messages", request);
        return api.send("App " + key, request)
                .map(response -> ProviderAnswer.of(response, json))
                .invoke(message.exchange()::answered)
                .map(PartnerConnector::outcome);
    }

    /** The partner's API has no call that checks a key without sending a message. */
    @Override
    public Uni<SetupFinding> checkSetup(Sender sender) {
        var service = sender.providerId();
        return Uni.createFrom()
                .item(
                        tokens.of(service).isEmpty()
                                ? SetupFinding.failed(
                                        "service " + service,
                                        "no key of the partner is set",
                                        "Set parley.channels.viber.tokens.\"" + service
                                                + "\" to the partner's API key.")
                                : SetupFinding.ok(
                                        "service " + service,
                                        "a key is set; the partner's API does not check it alone"));
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
        return PartnerWebhookReader.read(event);
    }

    private static Submission outcome(ProviderAnswer answer) {
        var message = answer.body().path("messages").path(0);
        var group = message.path("status").path("groupName").asText("");
        var state = PartnerWebhookReader.state(group);
        if (answer.status() < 300 && state.isPresent()) {
            return state.get() == MessageState.CHANNEL_FAILED
                    ? new Rejected(PartnerWebhookReader.failure(message))
                    : Accepted.of(PROVIDER, message.path("messageId").asText());
        }
        var refusal = answer.body().path("requestError").path("serviceException");
        return refusal.isObject() && answer.status() < 500 && !answer.isThrottling()
                ? refused(answer.status(), refusal)
                : TransportFailure.ofStatus(answer, PAUSE);
    }

    private static Submission refused(int status, JsonNode refusal) {
        var error = new ProviderError(
                ViberChannel.errorCode(text(refusal.path("messageId")).orElse("refused")),
                text(refusal.path("text")).orElse("HTTP status " + status));
        if (status == 401 || status == 403) {
            RefusedCredentials.refused(PROVIDER);
            return new Deferred(error, KEY_REPAIR_PAUSE, false);
        }
        return new Rejected(error);
    }
}
