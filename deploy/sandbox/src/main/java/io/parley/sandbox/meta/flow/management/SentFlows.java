package io.parley.sandbox.meta.flow.management;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The newest messages that open a Flow, at most 10,000. */
final class SentFlows {
    private static final int MAX_KEPT = 10_000;

    private final Map<String, SentFlow> messages = new LinkedHashMap<>();

    /**
     * One message.
     *
     * @param recipient phone or user id
     * @param display number that has sent it, digits
     * @param token flow_token; null for none
     */
    record SentFlow(String wamid, String flowId, String recipient, String display, String token) {}

    void add(SentFlow message) {
        if (messages.size() >= MAX_KEPT) {
            messages.remove(messages.keySet().iterator().next());
        }
        messages.put(message.wamid, message);
    }

    /**
     * Returns the newest message with this Flow.
     *
     * @param wamid null for any
     * @param recipient null for any
     */
    Optional<SentFlow> find(String flowId, String wamid, String recipient) {
        List<SentFlow> all = new ArrayList<>(messages.values());
        return all.reversed().stream()
                .filter(message -> message.flowId.equals(flowId))
                .filter(message -> wamid == null || message.wamid.equals(wamid))
                .filter(message -> recipient == null || message.recipient.equals(recipient))
                .findFirst();
    }

    Optional<SentFlow> find(String wamid) {
        return Optional.ofNullable(messages.get(wamid));
    }

    void clear() {
        messages.clear();
    }
}
