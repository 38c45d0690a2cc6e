package io.parley.messaging.callback;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The addresses calls went to lately. Two accounts with the same address share it: it is the address that bears so much. */
@Singleton
class Endpoints {
    private static final int TIDY_ABOVE = 1000;

    private final Map<String, Endpoint> byAddress = new ConcurrentHashMap<>();
    private final int most;

    Endpoints(CallbackConfig config) {
        this.most = config.perEndpoint();
    }

    /** @param address URL without its query */
    Endpoint of(String address) {
        return byAddress.computeIfAbsent(address, unknown -> new Endpoint(most));
    }

    /** Forgets addresses that are well and idle, so that one-time addresses do not pile up. */
    void tidy() {
        if (byAddress.size() > TIDY_ABOVE) {
            byAddress.values().removeIf(Endpoint::idle);
        }
    }
}
