package io.parley.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares what was answered to the client, what the providers have and what the customer received, after a load has ended and
 * everything has been delivered.
 *
 * @param accepted number of messages that were answered with 202
 * @param delivered number of them that the customer knows to be delivered
 * @param lost texts that were accepted, and that no provider has
 * @param duplicates texts that a provider has more than once
 * @param failed ids of messages with the status failed
 * @param inbound number of messages that people sent
 * @param inboundLost those that the customer did not receive
 * @param repeatedCallbacks number of callbacks that arrived more than once, which is allowed
 */
record Reconciliation(
        int accepted,
        int delivered,
        Set<String> lost,
        List<String> duplicates,
        Set<String> failed,
        int inbound,
        Set<String> inboundLost,
        long repeatedCallbacks) {

    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    /** Waits until the customer has all callbacks, at most for a while, and compares. */
    static Reconciliation of(Traffic traffic, SandboxControl sandbox, CountingCustomer customer) throws Exception {
        var ids = new HashSet<>(traffic.accepted().values());
        try {
            Waits.await(
                    "all callbacks",
                    TIMEOUT,
                    () -> customer.messagesWith("MessageStatus::delivered").containsAll(ids)
                            && customer.texts().containsAll(traffic.written()));
        } catch (AssertionError incomplete) {
            // The numbers below show what is missing.
        }
        var copies = copies(sandbox, traffic.accepted().keySet());
        var delivered = customer.messagesWith("MessageStatus::delivered");
        delivered.retainAll(ids);
        var failed = customer.messagesWith("MessageStatus::failed");
        failed.retainAll(ids);
        return new Reconciliation(
                ids.size(),
                delivered.size(),
                without(traffic.accepted().keySet(), copies.keySet()),
                duplicates(copies),
                failed,
                traffic.written().size(),
                without(traffic.written(), customer.texts()),
                repeated(customer));
    }

    private static Map<String, Integer> copies(SandboxControl sandbox, Set<String> texts) throws Exception {
        var ledger = new SandboxLedger(sandbox.url());
        var copies = new HashMap<String, Integer>();
        for (var channel : Traffic.CHANNELS) {
            for (var entry : ledger.accepted(channel)) {
                var text = entry.path("text").asText();
                if (texts.contains(text)) {
                    copies.merge(text, 1, Integer::sum);
                }
            }
        }
        return copies;
    }

    private static List<String> duplicates(Map<String, Integer> copies) {
        var duplicates = new ArrayList<String>();
        copies.forEach((text, count) -> {
            for (var i = 1; i < count; i++) {
                duplicates.add(text);
            }
        });
        return duplicates;
    }

    private static long repeated(CountingCustomer customer) {
        var seen = new HashSet<String>();
        return customer.calls().stream()
                .map(call -> call.headers().get("webhook-id"))
                .filter(id -> id != null && !seen.add(id))
                .count();
    }

    private static Set<String> without(Set<String> all, Set<String> removed) {
        var remaining = new TreeSet<>(all);
        remaining.removeAll(removed);
        return remaining;
    }

    /** What contradicts the guarantees; empty if nothing does. */
    List<String> violations() {
        var found = new ArrayList<String>();
        add(found, "lost", lost);
        add(found, "sent twice", duplicates);
        add(found, "failed", failed);
        add(found, "lost messages from people", inboundLost);
        if (delivered != accepted) {
            found.add("no callback about the delivery of " + (accepted - delivered));
        }
        return found;
    }

    private static void add(List<String> found, String what, Collection<String> items) {
        if (!items.isEmpty()) {
            found.add(what + " " + items.size() + ": " + items.stream().limit(5).toList());
        }
    }
}
