package io.parley.runtime.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.logging.Log;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a cache in memory from a compacted topic of facts. Startup does not wait for it. A fact that cannot be read
 * removes the one before, because its meaning is unknown.
 */
public final class FactFeed<F> {
    private final CompactedTopic topic;

    /** Parses a fact; returns empty for one of an unknown kind or a newer schema. */
    public interface FactParser<F> {
        Optional<F> parse(String json) throws JsonProcessingException;
    }

    /** What is fed. All calls come from one thread. */
    public interface FactCache<F> {

        /** Stores a fact unless the stored one has the same or a higher version. */
        void apply(F fact);

        /** Removes the fact with this key. */
        void remove(String key);

        /** Called once, when all facts that were published before the start have been passed. */
        void markCaughtUp();
    }

    public FactFeed(String topic, BrokerAccess access, FactParser<F> parser, FactCache<F> cache) {
        this.topic = new CompactedTopic(topic, access, new CompactedTopic.Reader() {
            @Override
            public void onRecord(String key, @Nullable String value) {
                feed(topic, key, value, parser, cache);
            }

            @Override
            public void caughtUp() {
                cache.markCaughtUp();
            }
        });
    }

    public void start() {
        topic.start();
    }

    /** Returns after the last call of the cache. */
    public void stop() throws InterruptedException {
        topic.stop();
    }

    private static <F> void feed(
            String topic, String key, @Nullable String value, FactParser<F> parser, FactCache<F> cache) {
        try {
            var fact = value == null ? Optional.<F>empty() : parser.parse(value);
            fact.ifPresentOrElse(cache::apply, () -> cache.remove(key));
        } catch (JsonProcessingException e) {
            Log.errorf("fact unreadable topic=%s key=%s", topic, key);
            cache.remove(key);
        }
    }
}
