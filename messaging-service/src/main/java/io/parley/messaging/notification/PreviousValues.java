package io.parley.messaging.notification;

import io.parley.messaging.callback.BusinessFacts;
import io.parley.messaging.notification.AccountChange.PropertyKey;
import io.parley.messaging.notification.AccountChange.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last known values of properties, which supply the old value of a change. A change that both the provider reports
 * and we observe is published once: an observed value is dropped if it is the known one, and a reported one if it is
 * the one that was published because we had observed it.
 */
final class PreviousValues {
    private final Map<PropertyKey, Value> known;
    private final Map<PropertyKey, Value> added = new LinkedHashMap<>();

    PreviousValues(Map<PropertyKey, Value> known) {
        this.known = known;
    }

    /**
     * Records a change and returns it with its old value; a change that arrives late is returned as it is. Empty if it
     * was published before.
     */
    Optional<BusinessFacts> record(AccountChange accountChange) {
        var key = accountChange.key();
        if (key == null) {
            return Optional.of(accountChange.facts());
        }
        var previous = added.getOrDefault(key, known.get(key));
        if (previous != null && isPublished(previous, accountChange)) {
            confirm(key, previous, accountChange);
            return Optional.empty();
        }
        if (previous != null && previous.at().isAfter(accountChange.at())) {
            return Optional.of(accountChange.facts());
        }
        added.put(key, accountChange.value());
        return Optional.of(withOldValue(previous, accountChange));
    }

    private static boolean isPublished(Value previous, AccountChange accountChange) {
        return previous.text().equals(accountChange.value().text())
                && (accountChange.observed() || previous.observed());
    }

    /** The provider reports a value once, so a second report is another change. */
    private void confirm(PropertyKey key, Value previous, AccountChange accountChange) {
        if (!accountChange.observed()) {
            added.put(key, previous.confirmed(accountChange.at()));
        }
    }

    /** The values to be saved. */
    Map<PropertyKey, Value> added() {
        return added;
    }

    private static BusinessFacts withOldValue(@Nullable Value previous, AccountChange accountChange) {
        var change = accountChange.facts().change();
        return previous == null || change.oldValue() != null || previous.text().equals(change.newValue())
                ? accountChange.facts()
                : accountChange.facts().after(previous.text());
    }
}
