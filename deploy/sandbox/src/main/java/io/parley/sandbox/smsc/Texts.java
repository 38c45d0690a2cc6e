package io.parley.sandbox.smsc;

import io.parley.sandbox.ledger.AcceptedMessageEntry;
import io.parley.sandbox.ledger.Counters;
import io.parley.sandbox.ledger.Ledger;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Joins segments to the text that a phone shows, and passes complete texts to the ledger and the phones. */
final class Texts {

    private final Ledger ledger;
    private final Counters counters;
    private final SmsPhones phones;
    private final Map<Key, AcceptedMessageEntry.Part[]> open = new HashMap<>();

    Texts(Ledger ledger, Counters counters, SmsPhones phones) {
        this.phones = phones;
        this.ledger = ledger;
        this.counters = counters;
    }

    private record Key(String from, String to, int reference, int total) {}

    synchronized void add(Submit submit, String id) {
        counters.add("sms", "submits", 1);
        var part = new AcceptedMessageEntry.Part(id, submit.number(), submit.total(), submit.text(), Instant.now());
        if (!submit.isPart()) {
            append(submit, List.of(part));
            return;
        }
        var key = new Key(submit.from(), submit.to(), submit.reference(), submit.total());
        var parts = open.computeIfAbsent(key, any -> new AcceptedMessageEntry.Part[submit.total()]);
        var index = Math.clamp(submit.number() - 1, 0, parts.length - 1);
        if (parts[index] != null) {
            counters.add("sms", "repeatedParts", 1);
        }
        parts[index] = part;
        if (Arrays.stream(parts).allMatch(Objects::nonNull)) {
            open.remove(key);
            append(submit, List.of(parts));
        }
    }

    private void append(Submit submit, List<AcceptedMessageEntry.Part> parts) {
        var text = parts.stream().map(AcceptedMessageEntry.Part::text).collect(Collectors.joining());
        var id = parts.getFirst().providerId();
        ledger.append(AcceptedMessageEntry.of("sms", null, id, submit.to(), submit.from(), text)
                .withParts(parts));
        phones.accepted(
                submit,
                text,
                parts.stream().map(AcceptedMessageEntry.Part::providerId).toList());
    }

    /** Returns the number of texts with missing segments. */
    synchronized int incomplete() {
        return open.size();
    }

    synchronized void clear() {
        open.clear();
    }
}
