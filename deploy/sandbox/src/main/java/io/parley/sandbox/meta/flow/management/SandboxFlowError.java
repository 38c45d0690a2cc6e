package io.parley.sandbox.meta.flow.management;

import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.error.GraphErrorResponse.UserText;
import io.parley.sandbox.meta.error.GraphRejection;

/**
 * Errors of the Flows API, of Meta's document <a
 * href="https://developers.facebook.com/documentation/business-messaging/whatsapp/flows/reference/error-codes">WhatsApp Flows
 * error codes</a>. The only sub-code that it names is that of a version that cannot be published; a caller cannot rely on
 * others.
 */
enum SandboxFlowError {
    PARAMETER(100, 0, "Invalid parameter"),
    NAME_TAKEN(100, 0, "Flow name is not unique"),
    INTEGRITY(139000, 0, "Blocked by integrity"),
    NOT_UPDATABLE(139001, 0, "Flow can't be updated"),
    PROCESSING(139001, 0, "Error while processing Flow JSON"),
    NOT_PUBLISHABLE(139002, 0, "Publishing the Flow has failed"),
    VERSION_NOT_PUBLISHABLE(139002, 4233046, "Flow JSON version can't be published"),
    NOT_DEPRECABLE(139003, 0, "Deprecating the Flow has failed"),
    NOT_DELETABLE(139004, 0, "Deleting the Flow has failed"),
    NO_METRICS(139006, 0, "Flow metrics are not available");

    private static final int BAD_REQUEST = 400;

    private final int code;
    private final int subcode;
    private final String title;

    SandboxFlowError(int code, int subcode, String title) {
        this.code = code;
        this.subcode = subcode;
        this.title = title;
    }

    int code() {
        return code;
    }

    /** Returns the response with this text for the user. */
    GraphErrorResponse response(String userMessage) {
        return new GraphErrorResponse(
                BAD_REQUEST,
                code,
                subcode,
                "OAuthException",
                code == PARAMETER.code
                        ? "Invalid parameter"
                        : GraphErrorResponse.of(code, null).message(),
                userMessage,
                new UserText(title, userMessage));
    }

    GraphRejection rejection(String userMessage) {
        return new GraphRejection(response(userMessage));
    }
}
