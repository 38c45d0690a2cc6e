package io.parley.gateway.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.gateway.flow.FlowCipher.Decrypted;
import io.parley.model.fact.FlowFact;
import io.parley.runtime.egress.EgressRefused;
import io.parley.runtime.egress.GuardedHttp;
import io.parley.runtime.egress.GuardedHttp.FullResponse;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.logging.Masked;
import io.parley.runtime.signature.CallSignature;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * Calls the endpoint of the customer's team with the plain JSON of a request, signed as callbacks are. Each request is
 * sent once: the phone repeats it if it needs to.
 */
@Singleton
class TeamEndpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final GuardedHttp http;
    private final FlowKeys keys;
    private final InstantSource time;
    private final FlowEndpointConfig settings;

    TeamEndpoint(GuardedHttp http, FlowKeys keys, InstantSource time, FlowEndpointConfig settings) {
        this.http = http;
        this.keys = keys;
        this.time = time;
        this.settings = settings;
    }

    /** What a team's endpoint has answered. */
    sealed interface Answer {}

    /** JSON for the phone, to be encrypted. */
    record NextScreen(byte[] json) implements Answer {}

    /** A response that is not encrypted. */
    record Final(FlowAnswer answer) implements Answer {}

    /** Never fails. */
    Uni<Answer> call(FlowFact flow, Decrypted request) {
        if (flow.endpointUri() == null) {
            return Uni.createFrom()
                    .item(new Final(FlowRefusals.endpoint("no_endpoint", 502, "The Flow has no endpoint.")));
        }
        return http.exchange(
                        URI.create(flow.endpointUri()),
                        headers(flow, request.json()),
                        request.json(),
                        settings.timeout(),
                        (int) settings.maxAnswer().asLongValue())
                .map(TeamEndpoint::answer)
                .onFailure()
                .recoverWithItem(TeamEndpoint::failure)
                .invoke(answer -> log(flow, answer));
    }

    private Map<String, String> headers(FlowFact flow, byte[] body) {
        var id = Ids.next();
        var now = time.instant();
        var headers = new LinkedHashMap<String, String>();
        headers.put("content-type", "application/json");
        headers.put("accept", "application/json");
        headers.put("user-agent", "Parley-Flows/1");
        headers.put("x-flow-id", flow.flowId());
        headers.put("x-account-id", flow.accountId().toString());
        headers.put("x-whatsapp-account-id", flow.whatsAppAccountId().toString());
        headers.put("webhook-id", id.toString());
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        var secrets = keys.signingSecrets(flow.accountId());
        if (!secrets.isEmpty()) {
            CallSignature.add(headers, "HS256", secrets, id, now, body);
        }
        return headers;
    }

    private static Answer answer(FullResponse answer) {
        if (answer.status() == FlowRefusals.EXPIRED_TOKEN) {
            return new Final(FlowAnswer.plain("expired", FlowRefusals.EXPIRED_TOKEN, expired(answer.body())));
        }
        if (answer.status() / 100 != 2) {
            return new Final(FlowRefusals.endpoint(
                    "endpoint_status", 502, "The team's endpoint answered with status " + answer.status() + "."));
        }
        return OpenRequest.object(answer.body()).isPresent()
                ? new NextScreen(answer.body())
                : new Final(FlowRefusals.endpoint(
                        "endpoint_content", 502, "The team's endpoint did not answer with a JSON object."));
    }

    /** The text for the person; other members are of no use to the phone. */
    private static String expired(byte[] body) {
        var message = OpenRequest.object(body)
                .map(json -> json.path("error_msg").textValue())
                .map(text -> Map.of("error_msg", text))
                .orElse(Map.of());
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text can be written as JSON", e);
        }
    }

    private static Answer failure(Throwable failure) {
        return new Final(
                switch (failure) {
                    case TimeoutException late ->
                        FlowRefusals.endpoint("endpoint_timeout", 504, "The team's endpoint did not answer in time.");
                    case EgressRefused refused ->
                        FlowRefusals.endpoint(
                                "endpoint_refused", 502, "The address of the team's endpoint is not allowed.");
                    default ->
                        FlowRefusals.endpoint("endpoint_unreachable", 502, "The team's endpoint cannot be reached.");
                });
    }

    private static void log(FlowFact flow, Answer answer) {
        if (answer instanceof Final(var known) && known.outcome().startsWith("endpoint_")) {
            Log.infof(
                    "Flow endpoint fails flowId=%s accountId=%s outcome=%s host=%s",
                    flow.flowId(),
                    flow.accountId(),
                    known.outcome(),
                    Masked.text(URI.create(flow.endpointUri()).getHost()));
        }
    }
}
