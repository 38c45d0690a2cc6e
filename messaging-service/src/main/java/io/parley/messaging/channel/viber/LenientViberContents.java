package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Normalizes spellings of Viber contents that the contract tolerates and no alias covers. */
final class LenientViberContents {
    private static final String KIND = "type";
    private static final String TOLERATED_KIND = "contentType";

    private LenientViberContents() {}

    static void apply(ObjectNode content) {
        for (var part : content.path("components").path("body")) {
            if (part instanceof ObjectNode members && !members.has(KIND) && members.has(TOLERATED_KIND)) {
                members.set(KIND, members.remove(TOLERATED_KIND));
            }
        }
    }
}
