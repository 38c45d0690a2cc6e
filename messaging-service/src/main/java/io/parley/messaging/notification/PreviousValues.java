package io.parley.messaging.notification;

import io.parley.messaging.callback.BusinessFacts;
import io.parley.messaging.notification.AccountChange.PropertyKey;
import io.parley.messaging.notification.AccountChange.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** The last known values of properties, which supply the old value of a change. */
final class PreviousValues {
    private final Map<PropertyKey, Value> known;
    private final Map<PropertyKey, Value> added = new LinkedHashMap<>();

    PreviousValues(Map<PropertyKey, Value> known) {
        this.known = known;
    }

    /** Records a change and returns it with its old value; a change that arrives late is returned as it is. */
    BusinessFacts record(AccountChange accountChange) {
        if (accountChange.subject() == null) {
            return accountChange.facts();
        }
        var previous = added.getOrDefault(accountChange.key(), known.get(accountChange.key()));
        if (previous != null && previous.at().isAfter(accountChange.at())) {
            return accountChange.facts();
        }
        added.put(accountChange.key(), accountChange.value());
        return withOldValue(previous, accountChange);
    }

    /** The values to be saved. */
    Map<PropertyKey, Value> added() {
        return added;
    }

    private static BusinessFacts withOldValue(Value previous, AccountChange accountChange) {
        var change = accountChange.facts().change();
        return previous == null || change.oldValue() != null || previous.text().equals(change.newValue())
                ? accountChange.facts()
                : accountChange.facts().after(previous.text());
    }
}
