package io.parley.sandbox.meta.error;

import com.fasterxml.jackson.core.JsonGenerator;
import io.parley.sandbox.meta.rules.RuleViolation;
import io.parley.sandbox.web.Json;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An error response of the Graph API.
 *
 * @param status HTTP status
 * @param code error code on which callers decide
 * @param subcode 0 for none
 * @param details error_data.details; null for none
 * @param user error_user_title and error_user_msg, texts for the person who uses the app; null for none
 */
public record GraphErrorResponse(
        int status, int code, int subcode, String type, String message, String details, UserText user) {

    private static final int UNKNOWN_PATH = 2500;
    private static final int EXPIRED = 463;
    private static final Set<Integer> TRANSIENT = Set.of(2, 4, 80007, 80008);

    private static final Map<Integer, Known> KNOWN = Map.<Integer, Known>ofEntries(
            known(4, 400, "Application request limit reached"),
            known(10, 403, "Application does not have permission for this action"),
            known(100, 400, "Invalid parameter"),
            known(200, 403, "You do not have the necessary permissions for this action"),
            known(2200, 400, "Callback verification failed"),
            known(80007, 400, "There have been too many calls from this WhatsApp Business account"),
            known(80008, 400, "There have been too many calls to this WhatsApp Business account"),
            known(130429, 400, "Rate limit hit"),
            known(130472, 400, "User's number is part of an experiment"),
            known(130497, 403, "Business account is restricted from messaging users in this country"),
            known(131000, 500, "Something went wrong"),
            known(131005, 403, "Access denied"),
            known(131008, 400, "Required parameter is missing"),
            known(131009, 400, "Parameter value is not valid"),
            known(131016, 500, "Service unavailable"),
            known(131021, 400, "Recipient cannot be sender"),
            known(131026, 400, "Message undeliverable"),
            known(131030, 400, "Recipient phone number not in allowed list"),
            known(131031, 403, "Account has been locked"),
            known(131037, 400, "WhatsApp provided number needs display name approval before message can be sent"),
            known(131042, 400, "Business eligibility payment issue"),
            known(131045, 500, "Incorrect certificate"),
            known(131047, 400, "Re-engagement message"),
            known(131048, 400, "Spam rate limit hit"),
            known(131049, 400, "Meta chose not to deliver"),
            known(131050, 400, "User has stopped marketing messages"),
            known(131051, 400, "Unsupported message type"),
            known(131052, 400, "Media download error"),
            known(131053, 400, "Media upload error"),
            known(131056, 400, "(Business Account, Consumer Account) pair rate limit hit"),
            known(131057, 500, "Account in maintenance mode"),
            known(131062, 400, "Business-scoped user id not supported here"),
            known(131063, 400, "Marketing messages are switched off"),
            known(131064, 400, "Messaging limit reached"),
            known(132000, 400, "Template Param Count Mismatch"),
            known(132001, 404, "Template does not exist"),
            known(132005, 400, "Template Hydrated Text Too Long"),
            known(132007, 400, "Template Format Character Policy Violated"),
            known(132008, 400, "Template parameter value invalid"),
            known(132012, 400, "Template Parameter Format Mismatch"),
            known(132015, 400, "Template is Paused"),
            known(132016, 400, "Template is Disabled"),
            known(132068, 400, "Flow is blocked"),
            known(132069, 400, "Flow is throttled"),
            known(133000, 500, "Incomplete Deregistration"),
            known(133004, 503, "Server Temporarily Unavailable"),
            known(133005, 400, "Two step verification PIN Mismatch"),
            known(133006, 400, "Phone number re-verification needed"),
            known(133010, 400, "Phone number Not Registered"),
            known(133016, 400, "Account register deregister rate limit exceeded"),
            known(135000, 400, "Generic user error"),
            known(137000, 400, "Identity key hash mismatch"),
            known(139000, 400, "Blocked by integrity"),
            known(139001, 400, "Flow cannot be updated"),
            known(139002, 400, "Flow cannot be published"),
            known(139003, 400, "Flow cannot be deprecated"),
            known(139004, 400, "Flow cannot be deleted"),
            known(139006, 400, "Flow metrics are not available"));

    private record Known(int status, String title) {}

    /** What Meta shows to the person who uses the app. */
    public record UserText(String title, String message) {}

    public GraphErrorResponse(int status, int code, int subcode, String type, String message, String details) {
        this(status, code, subcode, type, message, details, null);
    }

    private static Map.Entry<Integer, Known> known(int code, int status, String title) {
        return Map.entry(code, new Known(status, title));
    }

    public static boolean isKnown(int code) {
        return KNOWN.containsKey(code);
    }

    public static String title(int code) {
        var known = KNOWN.get(code);
        return known == null ? "Message failed" : known.title();
    }

    /** Creates the error of this code; HTTP 400 if the code is not in Meta's table. */
    public static GraphErrorResponse of(int code, String details) {
        var known = KNOWN.getOrDefault(code, new Known(400, "Error"));
        var message = "(#" + code + ") " + known.title();
        return new GraphErrorResponse(known.status(), code, 0, "OAuthException", message, details);
    }

    public static GraphErrorResponse badToken() {
        return new GraphErrorResponse(
                401, 190, 0, "OAuthException", "Invalid OAuth access token - Cannot parse access token", null);
    }

    /** Creates the error for a token that was valid once; the time after which it is no longer valid is not stated. */
    public static GraphErrorResponse expiredToken() {
        return new GraphErrorResponse(
                401, 190, EXPIRED, "OAuthException", "Error validating access token: Session has expired.", null);
    }

    /** @param method HTTP method of the call; Meta reports it in lower case */
    public static GraphErrorResponse unknownObject(String method, String id) {
        var message = "Unsupported " + method.toLowerCase(Locale.ROOT) + " request. Object with ID '" + id
                + "' does not exist, cannot be loaded due to missing permissions, or does not support this operation."
                + " Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api";
        return new GraphErrorResponse(400, 100, 33, "GraphMethodException", message, null);
    }

    /** Creates the error for a field that nodes of this type do not have. */
    public static GraphErrorResponse unknownField(String field, String nodeType) {
        return badParameter("Tried accessing nonexisting field (" + field + ") on node type (" + nodeType + ")");
    }

    /** Creates the error for a value of {@code fields} that is not a list of fields. */
    public static GraphErrorResponse badFields(String fields) {
        return new GraphErrorResponse(
                400, UNKNOWN_PATH, 0, "OAuthException", "Syntax error in the value of fields: " + fields, null);
    }

    /** Creates the error for an unknown path below an existing object. */
    public static GraphErrorResponse unknownField(String field) {
        return badParameter("Tried accessing nonexisting field (" + field + ")");
    }

    public static GraphErrorResponse unknownPath(String path) {
        return new GraphErrorResponse(
                400, UNKNOWN_PATH, 0, "OAuthException", "Unknown path components: /" + path, null);
    }

    public static GraphErrorResponse of(RuleViolation violation) {
        return of(violation.code(), violation.details());
    }

    public static GraphErrorResponse badParameter(String sentence) {
        return new GraphErrorResponse(400, 100, 0, "OAuthException", "(#100) " + sentence, sentence);
    }

    public static GraphErrorResponse required(String parameter) {
        return badParameter("The parameter " + parameter + " is required.");
    }

    public static GraphErrorResponse serviceDown() {
        return new GraphErrorResponse(503, 2, 0, "OAuthException", "Service temporarily unavailable", null);
    }

    public static GraphErrorResponse unknown() {
        return new GraphErrorResponse(500, 131000, 0, "OAuthException", "(#131000) Something went wrong", null);
    }

    public static GraphErrorResponse tooManyCalls() {
        return new GraphErrorResponse(429, 4, 0, "OAuthException", "(#4) Application request limit reached", null);
    }

    public byte[] json() {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("error");
            json.writeStringField("message", message);
            json.writeStringField("type", type);
            json.writeNumberField("code", code);
            if (subcode != 0) {
                json.writeNumberField("error_subcode", subcode);
            }
            if (details != null) {
                json.writeObjectFieldStart("error_data");
                json.writeStringField("messaging_product", "whatsapp");
                json.writeStringField("details", details);
                json.writeEndObject();
            }
            json.writeBooleanField("is_transient", TRANSIENT.contains(code) || status == 429);
            writeUserText(json);
            json.writeStringField("fbtrace_id", trace());
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private void writeUserText(JsonGenerator json) throws IOException {
        if (user != null) {
            json.writeStringField("error_user_title", user.title());
            json.writeStringField("error_user_msg", user.message());
        }
    }

    private static String trace() {
        return "A" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
