package io.parley.messaging.channel.viber;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.runtime.egress.GuardedHttp;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;

/**
 * How large files behind addresses are, which Viber wants to be told with a bot's file. Asked by HEAD, since the file itself
 * is Viber's to fetch; remembered, since a customer sends the same file to many.
 */
@Singleton
class FileSizes {
    /** Viber wants a size; phones show it until they have the file. */
    static final long UNKNOWN = 1;

    /** Addresses remembered; a few hundred bytes each. */
    private static final int MAX = 10_000;

    /** A file behind an address may be replaced by another. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final GuardedHttp http;
    private final ViberConfig settings;
    private final Cache<String, Long> known =
            Caffeine.newBuilder().maximumSize(MAX).expireAfterWrite(KEPT).build();

    FileSizes(GuardedHttp http, ViberConfig settings) {
        this.http = http;
        this.settings = settings;
    }

    /** In bytes; never fails and never takes longer than the setting says. What is unknown is asked again next time. */
    Uni<Long> of(String url) {
        var size = known.getIfPresent(url);
        return size != null
                ? Uni.createFrom().item(size)
                : Uni.createFrom().deferred(() -> asked(url)).onFailure().recoverWithItem(UNKNOWN);
    }

    private Uni<Long> asked(String url) {
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
