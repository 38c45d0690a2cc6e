package io.parley.messaging.configuration;

import io.parley.runtime.background.SafeContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Callback settings apply on all instances when their {@code PUT} is answered, without the instances knowing each other:
 *
 * <ul>
 *   <li>Before it plans callbacks, an instance awaits {@link #loaded()}: its last refresh began less than {@code maxAge}
 *       before.
 *   <li>The response to a {@code PUT} awaits {@link #appliedEverywhere()}: it is sent {@code maxAge} after the commit or
 *       later.
 * </ul>
 *
 * <p>So what begins to be planned after the response, on any instance, uses a refresh that began after the commit, and a
 * refresh reads all that was committed before it began. Both durations are measured by clocks that only count the time
 * passed, so the hosts' clocks need not agree. A batch that began before the response may use the old settings.
 */
@ApplicationScoped
public class CallbackSettingsPropagation {
    private final CallbackSettingsLoader loader;
    private final Duration wait;

    CallbackSettingsPropagation(CallbackSettingsLoader loader, CallbackSettingsCacheConfig config) {
        this.loader = loader;
        this.wait = withMargin(config.maxAge());
    }

    /**
     * Completes when {@link CallbackSettingsCache} is recent enough; at once if it is. Fails as a statement does if the
     * database is unavailable. To be awaited once per batch and before its transaction begins: a refresh uses a
     * connection of the pool, and would wait for ever if all of them waited for refreshes.
     */
    public Uni<Void> loaded() {
        return loader.recent();
    }

    /** Completes when every instance applies the settings that were committed before this is subscribed to. */
    Uni<Void> appliedEverywhere() {
        return Uni.createFrom().deferred(() -> {
            var context = SafeContext.executor();
            return Uni.createFrom().voidItem().onItem().delayIt().by(wait).emitOn(context);
        });
    }

    /** Clocks of hosts do not run equally fast while they are adjusted, by up to 0.05 %, and timers round. */
    private static Duration withMargin(Duration maxAge) {
        return maxAge.plus(maxAge.dividedBy(100)).plusMillis(1);
    }
}
