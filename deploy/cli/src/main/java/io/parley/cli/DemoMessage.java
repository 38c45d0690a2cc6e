package io.parley.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One stored message of the demo data.
 *
 * @param messageId as in the API
 * @param phoneId id of it in the sandbox's phone; null if the phone does not show it
 * @param at when it is meant to have been accepted or received; null for the time of the load
 * @param statusAt when it is meant to have got its last status; null if that follows the message at once
 */
record DemoMessage(String messageId, String phoneId, Instant at, Instant statusAt) {

    ObjectNode json() {
        var json = OutputOptions.object().put("messageId", messageId).put("at", at.toString());
        if (phoneId != null) {
            json.put("phoneId", phoneId);
        }
        if (statusAt != null) {
            json.put("statusAt", statusAt.toString());
        }
        return json;
    }
}
