package io.parley.flow.api;

import java.util.regex.Pattern;

/** Ids of flows in paths. */
final class FlowIds {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,32}");

    private FlowIds() {}

    /** Returns the id, or fails with 404: there is no flow with an id that Meta does not give. */
    static String existing(String id) {
        if (!DIGITS.matcher(id).matches()) {
            throw FlowProblems.unknown();
        }
        return id;
    }
}
