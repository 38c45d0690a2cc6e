package io.parley.cli;

import java.util.Set;

/** States until which {@code send --wait} follows a message. A later state includes the earlier ones. */
enum AwaitedStatus {
    dispatched(Set.of("dispatched", "delivered", "seen")),
    delivered(Set.of("delivered", "seen")),
    seen(Set.of("seen"));

    private final Set<String> reached;

    AwaitedStatus(Set<String> reached) {
        this.reached = reached;
    }

    boolean isReachedBy(String state) {
        return reached.contains(state);
    }
}
