package io.parley.sandbox.meta.flow.json;

import java.util.List;
import java.util.Map;

/** Versions of Flow JSON, of Meta's changelog of Flows: those that exist, and those that Meta still publishes. */
final class FlowJsonVersions {
    private static final List<String> ALL =
            List.of("2.1", "3.0", "3.1", "4.0", "5.0", "5.1", "6.0", "6.1", "6.2", "6.3", "7.0", "7.1", "7.2", "7.3");
    private static final String FIRST_PUBLISHABLE = "5.1";

    /** First version of Flow JSON of each version of the data API. */
    private static final Map<String, String> DATA_API = Map.of("3.0", "2.1", "4.0", "7.3");

    private FlowJsonVersions() {}

    static boolean exists(String version) {
        return ALL.contains(version);
    }

    static boolean isPublishable(String version) {
        return version != null && exists(version) && isAtLeast(version, FIRST_PUBLISHABLE);
    }

    /** Returns whether an existing version is this one or a later one. */
    static boolean isAtLeast(String version, String first) {
        return ALL.indexOf(version) >= ALL.indexOf(first);
    }

    static boolean hasDataApi(String version, String dataApi) {
        return DATA_API.containsKey(dataApi) && isAtLeast(version, DATA_API.get(dataApi));
    }
}
