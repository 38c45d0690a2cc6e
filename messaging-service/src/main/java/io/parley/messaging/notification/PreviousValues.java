package io.parley.messaging.notification;

import io.parley.messaging.callback.BusinessFacts;
import io.parley.messaging.notification.AccountChange.Place;
import io.parley.messaging.notification.AccountChange.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** What some properties were last said to be, so that a change can say what was there before. */
final class PreviousValues {
    private final Map<Place, Value> known;
    private final Map<Place, Value> added = new LinkedHashMap<>();

    PreviousValues(Map<Place, Value> known) {
        this.known = known;
    }

    /** What to tell of a change, which is remembered from now on. One that comes late only tells what it says itself. */
    BusinessFacts record(AccountChange notice) {
        if (notice.subject() == null) {
            return notice.facts();
        }
        var before = added.getOrDefault(notice.place(), known.get(notice.place()));
        if (before != null && before.at().isAfter(notice.at())) {
            return notice.facts();
        }
        added.put(notice.place(), notice.value());
        return after(before, notice);
    }

    /** What has to be remembered. */
    Map<Place, Value> added() {
        return added;
    }

    private static BusinessFacts after(Value before, AccountChange notice) {
        var change = notice.facts().change();
        return before == null || change.oldValue() != null || before.text().equals(change.newValue())
                ? notice.facts()
                : notice.facts().after(before.text());
    }
}
