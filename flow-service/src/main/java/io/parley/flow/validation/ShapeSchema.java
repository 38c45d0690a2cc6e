package io.parley.flow.validation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an object may contain, and for components where it may be. {@code schema.yaml} explains the members; a member that is
 * null has no effect.
 */
record ShapeSchema(
        @Nullable FlowVersion since,
        @Nullable FlowVersion until,
        Map<String, ValueSchema> properties,
        @Nullable Map<String, String> requires,
        @Nullable List<List<String>> exclusive,
        @Nullable List<List<String>> ordered,
        @Nullable Map<String, List<String>> nestedExclusive,
        boolean screen,
        boolean form,
        boolean footer,
        @Nullable String input,
        @Nullable String media,
        @Nullable MaxPerScreen maxPerScreen,
        @Nullable Integer maxPerFlow,
        @Nullable Map<FlowVersion, List<String>> alone,
        @JsonProperty("terminal") @Nullable Boolean onTerminal,
        @Nullable SingleItem singleItemWith,
        @Nullable Branches branches) {

    /**
     * Maximum number of components of one type on a screen.
     *
     * @param rule id of the rule that reports more
     */
    record MaxPerScreen(int count, String rule) {}

    /**
     * A member that only one item of a list may have.
     *
     * @param list member of the component with the list
     */
    record SingleItem(String list, String member) {}

    /**
     * Where a component has alternatives of which one is shown.
     *
     * @param members members with a list of components; null for none
     * @param map member whose values are lists of components; null for none
     * @param rule id of the rule about footers in some branches only
     */
    record Branches(
            @Nullable List<String> members, @Nullable String map, String rule) {}

    /** Returns the components that may share a screen with this one; empty if all may. */
    Optional<List<String>> companions(FlowVersion version) {
        return alone == null
                ? Optional.empty()
                : Optional.ofNullable(new TreeMap<>(alone).floorEntry(version)).map(Map.Entry::getValue);
    }

    boolean isInput() {
        return input != null;
    }
}
