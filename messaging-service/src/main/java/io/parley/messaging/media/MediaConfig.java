package io.parley.messaging.media;

import io.parley.runtime.settings.Within;
import io.parley.runtime.validation.SelfChecked;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Accepted files, their lifetime, and downloads of inbound files. Storage: {@code parley.media.store}. */
@ConfigMapping(prefix = "parley.media")
public interface MediaConfig extends SelfChecked {

    /** Regular expression of a media type. */
    String MEDIA_TYPE = "[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+";

    /** What {@link #MEDIA_TYPE} accepts. */
    String MEDIA_TYPE_RULE = "must be a media type in lower case, such as text/csv";

    /** Maximum size of an image. The defaults are the limits of WhatsApp; larger files could be stored but not sent. */
    @WithDefault("5M")
    @Within(min = "1K", max = "2G")
    MemorySize maxImage();

    /** Maximum size of a video. */
    @WithDefault("16M")
    @Within(min = "1K", max = "2G")
    MemorySize maxVideo();

    /** Maximum size of an audio file. */
    @WithDefault("16M")
    @Within(min = "1K", max = "2G")
    MemorySize maxAudio();

    /** Maximum size of a document. Also the maximum of any upload, so {@code parley.http.large-bodies} follows it. */
    @WithDefault("100M")
    @Within(min = "1K", max = "2G")
    MemorySize maxDocument();

    /** Maximum size of a sticker; WhatsApp accepts this size only for animated ones. */
    @WithDefault("500K")
    @Within(min = "1K", max = "2G")
    MemorySize maxSticker();

    /**
     * Additional types accepted as documents, without a content check; for example {@code text/csv,application/zip}.
     */
    Optional<List<@Pattern(regexp = MEDIA_TYPE, message = MEDIA_TYPE_RULE) String>> otherDocuments();

    /**
     * Types rejected by {@code Content-Type} or content: those that a browser or operating system may execute when a
     * customer's site serves the file. Comma-separated; an empty list is not possible, use a type that does not occur.
     */
    @WithDefault(
            "text/html,application/xhtml+xml,image/svg+xml,text/javascript,application/javascript,application/x-sh,"
                    + "application/x-msdownload,application/x-executable,application/java-archive")
    Set<@Pattern(regexp = MEDIA_TYPE, message = MEDIA_TYPE_RULE) String> refusedTypes();

    /** Maximum total size of an account's uploads; an upload that would exceed it gets 413. */
    @WithDefault("1G")
    @Within(min = "1K")
    MemorySize quota();

    /** How long a one-time file (validity 0) waits for its message. */
    @WithDefault("24h")
    @Within(min = "1m", max = "30d")
    Duration oneTimeValidity();

    /** How long files of inbound messages are kept. */
    @WithDefault("30d")
    @Within(min = "1h", max = "3650d")
    Duration inboundKept();

    /** Idle timeout of uploads, downloads and transfers from providers; slower ones are aborted. */
    @WithDefault("30s")
    @Within(min = "10ms", max = "10m")
    Duration timeout();

    /** Downloads of inbound files. */
    Fetching fetch();

    /** How often expired and used one-time files are removed, and expired claims reclaimed. */
    @WithDefault("1m")
    @Within(min = "10ms", max = "1d")
    Duration maintenanceInterval();

    /** How often the store is searched for bytes without a file. */
    @WithDefault("1h")
    @Within(min = "10ms", max = "7d")
    Duration orphans();

    /** Minimum age of orphaned bytes before removal, since an upload stores its bytes first. Longer than any upload. */
    @WithDefault("2h")
    @Within(min = "10m", max = "30d")
    Duration orphanAge();

    /** Downloads of inbound files. */
    interface Fetching extends SelfChecked {

        /** Delays before the retries; less than a day in total. */
        @WithDefault("10s,1m,10m,1h,6h")
        List<@Within(min = "1ms", max = "1d") Duration> retries();

        /** Timeout of an attempt. */
        @WithDefault("3m")
        @Within(min = "10ms", max = "1h")
        Duration deadline();

        /** A claimed download without a result for this long is claimed again. Longer than the deadline. */
        @WithDefault("5m")
        @Within(min = "100ms", max = "1d")
        Duration lease();

        /**
         * How long a request waits for a pending file before it gets 404. Client libraries request the file as soon as
         * a callback names it, and only once. Zero disables waiting.
         */
        @WithDefault("3s")
        @Within(min = "0s", max = "9s")
        Duration grace();

        /** Maximum number of concurrent downloads per instance. */
        @WithDefault("8")
        @Within(min = "1", max = "1000")
        int concurrency();

        /** Poll interval while nothing is due and no instance signal arrives. */
        @WithDefault("1s")
        @Within(min = "1ms", max = "1h")
        Duration poll();

        @Override
        default void check(Report report) {
            if (lease().compareTo(deadline()) <= 0) {
                report.violation("lease", "must be longer than deadline");
            }
            var total = retries().stream().reduce(Duration.ZERO, Duration::plus);
            if (total.compareTo(Duration.ofDays(1)) >= 0) {
                report.violation("retries", "must be less than a day in total");
            }
        }
    }

    @Override
    default void check(Report report) {
        Map.of("max-image", maxImage(), "max-video", maxVideo(), "max-audio", maxAudio(), "max-sticker", maxSticker())
                .forEach((name, size) -> {
                    if (size.asBigInteger().compareTo(maxDocument().asBigInteger()) > 0) {
                        report.violation(name, "must be at most max-document, the maximum of any upload");
                    }
                });
    }
}
