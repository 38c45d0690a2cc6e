package io.parley.sandbox.meta.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.error.GraphRejection;
import io.parley.sandbox.web.HttpCall;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Webhook wiring: {@code GET}, {@code POST} and {@code DELETE /{waba_id}/subscribed_apps}, and the {@code
 * webhook_configuration} of a number. A URL that replaces the app's must pass Meta's handshake first.
 */
final class SubscriptionApi {
    private static final int CALLBACK_FAILED = 2200;

    private final SandboxContext context;
    private final AccountCallFaults faults;

    SubscriptionApi(SandboxContext context, AccountCallFaults faults) {
        this.context = context;
        this.faults = faults;
    }

    void read(HttpCall call, SandboxWaba account) {
        var appId = Objects.requireNonNullElse(
                account.subscribedAppId, context.settings().appId());
        call.respond(200, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("data");
            if (account.subscribed) {
                json.writeStartObject();
                json.writeObjectFieldStart("whatsapp_business_api_data");
                json.writeStringField("link", "https://www.facebook.com/games/?app_id=" + appId);
                json.writeStringField("name", "Sandbox app");
                json.writeStringField("id", appId);
                json.writeEndObject();
                if (account.overrideUri != null) {
                    json.writeStringField("override_callback_uri", account.overrideUri);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** Subscribes the app. Without a URL in the body, one that was set before is removed. */
    void subscribe(HttpCall call, SandboxWaba account) {
        var body = call.json();
        if (call.body().length > 0 && !body.isObject()) {
            throw GraphRejection.badParameter("The body must be a JSON object.");
        }
        override(call, body, uri -> {
            account.subscribed = true;
            account.subscribedAppId = null;
            account.overrideUri = uri;
        });
    }

    void unsubscribe(HttpCall call, SandboxWaba account) {
        account.subscribed = false;
        account.overrideUri = null;
        AccountGraphApi.succeed(call);
    }

    /** Handles {@code POST /{phone_number_id}}; an empty URL removes that of the number. */
    void configure(HttpCall call, SandboxPhoneNumber number) {
        var configuration = call.json().path("webhook_configuration");
        if (!configuration.isObject()) {
            throw new GraphRejection(GraphErrorResponse.required("webhook_configuration"));
        }
        if (!configuration.path("override_callback_uri").isTextual()) {
            throw new GraphRejection(GraphErrorResponse.required("webhook_configuration['override_callback_uri']"));
        }
        override(call, configuration, uri -> number.overrideUri = uri);
    }

    private void override(HttpCall call, JsonNode body, Consumer<String> set) {
        var uri = body.path("override_callback_uri").asText("");
        if (uri.isEmpty()) {
            set.accept(null);
            AccountGraphApi.succeed(call);
            return;
        }
        if (!ProfileRules.isUrl(uri)) {
            throw GraphRejection.badParameter("Param override_callback_uri must be a valid URI.");
        }
        var token = body.path("verify_token").asText("");
        if (token.isEmpty()) {
            throw new GraphRejection(GraphErrorResponse.required("verify_token"));
        }
        verify(call, uri, token, () -> {
            set.accept(uri);
            AccountGraphApi.succeed(call);
        });
    }

    private void verify(HttpCall call, String uri, String token, Runnable onVerified) {
        var challenge = Long.toString(UUID.randomUUID().getMostSignificantBits() >>> 1);
        var url = uri + (uri.contains("?") ? "&" : "?") + "hub.mode=subscribe&hub.challenge=" + challenge
                + "&hub.verify_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        context.poster()
                .get(url)
                .onSuccess(response -> {
                    if (response.status() == 200 && response.body().equals(challenge)) {
                        onVerified.run();
                    } else {
                        faults.reject(call, callbackFailed("HTTP Status Code = " + response.status()));
                    }
                })
                .onFailure(failure -> faults.reject(call, callbackFailed("no response from the callback URL")));
    }

    private static GraphErrorResponse callbackFailed(String reason) {
        return GraphErrorResponse.of(CALLBACK_FAILED, reason);
    }
}
