package io.parley.messaging.flow;

import io.parley.model.fact.FlowFact;
import io.parley.runtime.bus.FactFeed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Flows of all WhatsApp accounts in memory. Lookups neither block nor do I/O. */
@ApplicationScoped
public class FlowCache implements FactFeed.FactCache<FlowFact> {
    private final Map<String, FlowFact> facts = new ConcurrentHashMap<>();

    /** Meta never uses an id again, so a fact that arrives after the deletion is of the past. */
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();

    /**
     * A flow of the account. Empty if it is not known, which does not mean that it does not exist: it may have been made at
     * Meta a moment ago, or not all facts have been read yet.
     *
     * @param whatsAppAccountId null if the sender has none
     */
    public Optional<FlowFact> find(@Nullable UUID whatsAppAccountId, String flowId) {
        return Optional.ofNullable(facts.get(flowId))
                .filter(fact -> fact.whatsAppAccountId().equals(whatsAppAccountId));
    }

    /** The flows of an account, ordered by name. Scans all facts, so use it for operators only. */
    List<FlowFact> ofAccount(UUID accountId) {
        return facts.values().stream()
                .filter(flow -> flow.accountId().equals(accountId))
                .sorted(Comparator.comparing(FlowFact::name, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(FlowFact::flowId))
                .toList();
    }

    @Override
    public void apply(FlowFact fact) {
        if (!deleted.contains(fact.key())) {
            facts.merge(fact.key(), fact, (known, next) -> next.version() > known.version() ? next : known);
        }
    }

    @Override
    public void remove(String key) {
        deleted.add(key);
        facts.remove(key);
    }

    @Override
    public void markCaughtUp() {
        // Nothing follows from the absence of a fact, so nothing changes when all are read.
    }
}
