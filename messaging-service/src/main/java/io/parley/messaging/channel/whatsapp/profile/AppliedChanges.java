package io.parley.messaging.channel.whatsapp.profile;

import static io.parley.runtime.json.ProviderJson.elements;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Which members of a refused change the profile has all the same. Members have the same names in contract and Graph. */
record AppliedChanges(List<String> applied, List<String> others) {

    /**
     * @param changes the members of the change, in Meta's format
     * @param profile as it is now, in Meta's format
     */
    static AppliedChanges of(Map<String, Object> changes, JsonNode profile) {
        return new AppliedChanges(names(changes, profile, true), names(changes, profile, false));
    }

    String text() {
        if (applied.isEmpty()) {
            return "The profile has none of the new values.";
        }
        return "The profile has the new value of " + String.join(", ", applied)
                + (others.isEmpty() ? "." : ", and not of " + String.join(", ", others) + ".");
    }

    private static List<String> names(Map<String, Object> changes, JsonNode profile, boolean applied) {
        return changes.entrySet().stream()
                .filter(change -> isApplied(change.getValue(), profile.path(change.getKey())) == applied)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isApplied(Object wanted, JsonNode now) {
        return wanted instanceof List<?> websites
                ? websites.stream()
                        .map(website -> plain(website.toString()))
                        .toList()
                        .equals(plain(now))
                : removed(wanted.toString()).equals(removed(now.asText("")));
    }

    private static List<String> plain(JsonNode websites) {
        return elements(websites).stream()
                .map(JsonNode::asText)
                .map(AppliedChanges::plain)
                .toList();
    }

    /** Meta adds a slash to a URL without a path. */
    private static String plain(String website) {
        return website.replaceAll("/$", "");
    }

    private static String removed(String value) {
        return value.equals(Vertical.UNDEFINED.meta()) ? "" : value;
    }
}
