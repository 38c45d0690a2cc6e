package io.parley.sandbox.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Request bodies of the newest messages, for tests that need more than a ledger entry contains. */
public final class Requests {

    private static final int MAX = 1_000;

    private final Map<String, byte[]> newest = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > MAX;
        }
    };

    /** @param providerId id returned to the sender */
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
