package io.parley.flow.validation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an object may contain, and for components where it may be. {@code schema.yaml} explains the members; a member that is
 * null has no effect.
 */
record ShapeSchema(
        FlowVersion since,
        FlowVersion until,
        Map<String, ValueSchema> properties,
        Map<String, String> requires,
        List<List<String>> exclusive,
        List<List<String>> ordered,
        Map<String, List<String>> nestedExclusive,
        boolean screen,
        boolean form,
        boolean footer,
        String input,
        String media,
        MaxPerScreen maxPerScreen,
        Integer maxPerFlow,
        Map<FlowVersion, List<String>> alone,
        @JsonProperty("terminal") Boolean onTerminal,
        SingleItem singleItemWith,
        Branches branches) {

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
     * @param members members with a list of components
     * @param map member whose values are lists of components
     * @param rule id of the rule about footers in some branches only
     */
    record Branches(List<String> members, String map, String rule) {}

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
