package io.parley.sandbox.meta.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.fault.AccountFaults;
import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.error.GraphRejection;
import io.parley.sandbox.web.HttpCall;
import io.parley.sandbox.web.Json;

/** Checks of a token: {@code GET /debug_token?input_token=…} and {@code GET /me/permissions}. */
final class TokenApi {
    private static final int EXPIRED_SUBCODE = 463;
    private static final long ISSUED = 1_700_000_000;

    private final SandboxContext context;
    private final SandboxAccounts accounts;
    private final GraphAccess access;

    TokenApi(SandboxContext context, SandboxAccounts accounts, GraphAccess access) {
        this.context = context;
        this.accounts = accounts;
        this.access = access;
    }

    /** Describes the token of the parameter. The call itself needs a valid token, or that of the app. */
    void debug(HttpCall call) {
        var own = call.credential("Bearer");
        if (!access.isAppToken(own)) {
            access.tokenRejection(own).ifPresent(error -> {
                throw new GraphRejection(error);
            });
        }
        var input = call.request().getParam("input_token");
        if (input == null || input.isEmpty()) {
            throw new GraphRejection(GraphErrorResponse.required("input_token"));
        }
        var response = Json.MAPPER.createObjectNode();
        describe(response.putObject("data"), input);
        call.respond(200, json -> json.writeTree(response));
    }

    private void describe(ObjectNode data, String input) {
        if (!access.isToken(input)) {
            data.putObject("error").put("code", 190).put("message", "Invalid OAuth access token.");
            data.put("is_valid", false).putArray("scopes");
            return;
        }
        data.put("app_id", context.settings().appId())
                .put("type", "SYSTEM_USER")
                .put("application", "Sandbox app")
                .put("expires_at", access.isExpired() ? ISSUED + 1 : 0)
                .put("is_valid", !access.isExpired())
                .put("issued_at", ISSUED);
        if (access.isExpired()) {
            data.putObject("error")
                    .put("code", 190)
                    .put("message", "Error validating access token: Session has expired.")
                    .put("subcode", EXPIRED_SUBCODE);
        }
        var scopes = data.putArray("scopes");
        var granular = data.putArray("granular_scopes");
        access.granted().forEach(scope -> {
            scopes.add(scope);
            var targets = granular.addObject().put("scope", scope).putArray("target_ids");
            accounts.accounts().forEach(account -> targets.add(account.id));
        });
        data.put("user_id", "605500000000001");
    }

    void permissions(HttpCall call) {
        call.respond(200, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("data");
            for (var permission : AccountFaults.PERMISSIONS) {
                json.writeStartObject();
                json.writeStringField("permission", permission);
                json.writeStringField("status", access.isGranted(permission) ? "granted" : "declined");
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
