package io.parley.sandbox.viber;

import com.fasterxml.jackson.databind.JsonNode;

/** Checks required members. */
final class RequiredMembers {
    private RequiredMembers() {}

    /** Returns whether a value is absent, null or an empty string. */
    static boolean isMissing(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isValueNode() && value.asText().isEmpty());
    }
}
