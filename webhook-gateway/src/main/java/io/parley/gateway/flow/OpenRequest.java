package io.parley.gateway.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.gateway.SignatureCheck;
import io.parley.gateway.WebhookSecrets;
import io.parley.gateway.flow.FlowCipher.Decrypted;
import io.parley.model.fact.FlowFact;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks the signature of a request, decrypts it, and answers what concerns the endpoint and not the Flow: Meta's health
 * check and its reports about unusable responses. For a Flow of a deactivated account, it answers everything.
 */
@Singleton
class OpenRequest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "sha256=";
    private static final byte[] ACTIVE = bytes("{\"data\":{\"status\":\"active\"}}");
    private static final byte[] ACKNOWLEDGED = bytes("{\"data\":{\"acknowledged\":true}}");
    private static final Pattern ERROR_KEY = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final FlowTopics feed;
    private final KnownFlows flows;
    private final InactiveAccounts accounts;
    private final FlowDecryption decryption;
    private final SignatureCheck signatures;
    private final FlowTokenSignature tokenSignatures;

    OpenRequest(
            FlowTopics feed,
            KnownFlows flows,
            InactiveAccounts accounts,
            FlowDecryption decryption,
            WebhookSecrets secrets) {
        this.feed = feed;
        this.flows = flows;
        this.accounts = accounts;
        this.decryption = decryption;
        this.signatures = new SignatureCheck(secrets.metaAppSecrets());
        this.tokenSignatures = new FlowTokenSignature(secrets.metaAppSecrets());
    }

    /** What follows from a request. */
    sealed interface Opened {}

    /** The response, if the team's endpoint is not needed for it. */
    record AnsweredHere(FlowAnswer answer) implements Opened {}

    /** The Flow is unknown, or not known yet: Meta calls as soon as it is created. */
    record NotKnown() implements Opened {}

    /** A request for the team's endpoint. */
    record ForTeam(FlowFact flow, Decrypted request) implements Opened {}

    /** @param given the values of the header X-Hub-Signature-256 */
    Opened open(String flowId, byte[] body, List<String> given) {
        if (!isSigned(body, given)) {
            return new AnsweredHere(FlowRefusals.badSignature());
        }
        if (!feed.caughtUp()) {
            return new AnsweredHere(FlowRefusals.starting());
        }
        return flows.find(flowId).map(flow -> open(flow, body)).orElseGet(NotKnown::new);
    }

    private Opened open(FlowFact flow, byte[] body) {
        var decrypted = EncryptedFlow.parse(body).flatMap(request -> decryption.decrypt(flow, request));
        if (decrypted.isPresent()) {
            return read(flow, decrypted.get());
        }
        return new AnsweredHere(
                decryption.hasUsableKeysOnly(flow) ? FlowRefusals.undecryptable() : FlowRefusals.keyUnusable());
    }

    private Opened read(FlowFact flow, Decrypted request) {
        var json = object(request.json());
        if (json.isEmpty()) {
            return new AnsweredHere(FlowRefusals.unreadable());
        }
        return tokenSignatures.isValid(json.get())
                ? route(flow, request, json.get())
                : new AnsweredHere(FlowRefusals.badTokenSignature());
    }

    private Opened route(FlowFact flow, Decrypted request, JsonNode json) {
        if (json.path("action").asText().equals("ping")) {
            return new AnsweredHere(FlowAnswer.encrypted("ping", request.encrypt(ACTIVE)));
        }
        var error = json.path("data").path("error");
        if (error.isMissingNode() || error.isNull()) {
            return accounts.own(flow) ? new AnsweredHere(FlowRefusals.inactiveAccount()) : new ForTeam(flow, request);
        }
        Log.warnf("Meta refused a response of a Flow endpoint flowId=%s error=%s", flow.flowId(), key(error));
        return new AnsweredHere(FlowAnswer.encrypted("error_notification", request.encrypt(ACKNOWLEDGED)));
    }

    /** Meta's name of the error; other texts may contain what a person has entered. */
    private static String key(JsonNode error) {
        return ERROR_KEY.matcher(error.asText()).matches() ? error.asText() : "other";
    }

    private boolean isSigned(byte[] body, List<String> given) {
        return given.size() == 1
                && given.getFirst().startsWith(PREFIX)
                && signatures.matches(body, given.getFirst().substring(PREFIX.length()));
    }

    static Optional<JsonNode> object(byte[] json) {
        try {
            return Optional.ofNullable(JSON.readTree(json)).filter(JsonNode::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
