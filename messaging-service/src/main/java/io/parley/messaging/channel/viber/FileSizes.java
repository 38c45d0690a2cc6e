package io.parley.messaging.channel.viber;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.runtime.egress.GuardedHttp;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;

/**
 * Determines sizes of files by URL, which Viber requires with a bot's file. Uses HEAD, because Viber fetches the file
 * itself, and a cache, because a customer sends the same file to many recipients.
 */
@Singleton
class FileSizes {
    /** Sent if the size is unknown: Viber requires one. Phones show it until they have downloaded the file. */
    static final long UNKNOWN = 1;

    /** Maximum number of cached URLs; a few hundred bytes each. */
    private static final int MAX_URLS = 10_000;

    /** The file of a URL may be replaced. */
    private static final Duration TIME_TO_LIVE = Duration.ofHours(1);

    private final GuardedHttp http;
    private final ViberConfig settings;
    private final Cache<String, Long> known = Caffeine.newBuilder()
            .maximumSize(MAX_URLS)
            .expireAfterWrite(TIME_TO_LIVE)
            .build();

    FileSizes(GuardedHttp http, ViberConfig settings) {
        this.http = http;
        this.settings = settings;
    }

    /** Size in bytes. Never fails and completes within the configured timeout. An unknown size is not cached. */
    Uni<Long> of(String url) {
        var size = known.getIfPresent(url);
        return size != null
                ? Uni.createFrom().item(size)
                : Uni.createFrom().deferred(() -> request(url)).onFailure().recoverWithItem(UNKNOWN);
    }

    private Uni<Long> request(String url) {
        return http.length(URI.create(url), settings.fileSizeTimeout())
                .invoke(length -> remember(url, length))
                .map(length -> length > 0 ? length : UNKNOWN);
    }

    private void remember(String url, long length) {
        if (length > 0) {
            known.put(url, length);
        }
    }
}
