package io.parley.sandbox.meta.account;

import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.error.GraphRejection;
import io.parley.sandbox.web.HttpCall;

/**
 * {@code POST /{phone_number_id}/register}: brings a number online. The first call sets the PIN of the two-step
 * verification; later ones must repeat it, with at most ten wrong attempts.
 */
final class RegistrationApi {
    private static final int MAX_WRONG_PINS = 10;
    private static final int WRONG_PIN = 133005;
    private static final int NOT_VERIFIED = 133006;
    private static final int TOO_MANY_ATTEMPTS = 133016;

    void register(HttpCall call, SandboxPhoneNumber number) {
        var pin = pin(call);
        if (number.wrongPins >= MAX_WRONG_PINS) {
            throw rejection(TOO_MANY_ATTEMPTS, "Too many attempts to register this number.");
        }
        if (!number.fields.path("code_verification_status").asText().equals("VERIFIED")) {
            throw rejection(NOT_VERIFIED, "The number must be verified before it is registered.");
        }
        if (number.pin != null && !number.pin.equals(pin)) {
            number.wrongPins++;
            throw rejection(WRONG_PIN, "The PIN is not that of the two-step verification of this number.");
        }
        number.pin = pin;
        number.wrongPins = 0;
        number.registered = true;
        number.fields.put("status", "CONNECTED");
        AccountGraphApi.succeed(call);
    }

    private static String pin(HttpCall call) {
        var body = call.json();
        if (!body.path("messaging_product").asText().equals("whatsapp")) {
            throw new GraphRejection(GraphErrorResponse.required("messaging_product"));
        }
        var pin = body.path("pin");
        if (pin.isMissingNode()) {
            throw new GraphRejection(GraphErrorResponse.required("pin"));
        }
        if (!pin.isTextual() || !pin.asText().matches("\\d{6}")) {
            throw GraphRejection.badParameter("Param pin must be a string of 6 digits.");
        }
        return pin.asText();
    }

    private static GraphRejection rejection(int code, String details) {
        return new GraphRejection(GraphErrorResponse.of(code, details));
    }
}
