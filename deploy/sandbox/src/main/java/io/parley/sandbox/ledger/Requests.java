package io.parley.sandbox.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The calls that became the newest messages, as they came: for tests that ask for more than a ledger entry tells. */
public final class Requests {

    private static final int KEPT = 1_000;

    private final Map<String, byte[]> newest = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > KEPT;
        }
    };

    /** @param providerId what the sender was told */
    public synchronized void keep(String providerId, byte[] body) {
        newest.put(providerId, body);
    }

    public synchronized Optional<byte[]> of(String providerId) {
        return Optional.ofNullable(newest.get(providerId));
    }

    public synchronized void clear() {
        newest.clear();
    }
}
