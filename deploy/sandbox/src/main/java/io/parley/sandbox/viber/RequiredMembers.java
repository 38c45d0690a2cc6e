package io.parley.sandbox.viber;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether a body has what it must have. */
final class RequiredMembers {
    private RequiredMembers() {}

    /** Absent, null or an empty text. */
    static boolean isMissing(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isValueNode() && value.asText().isEmpty());
    }
}
