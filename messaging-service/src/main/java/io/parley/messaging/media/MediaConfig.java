package io.parley.messaging.media;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Accepted files, their lifetime, and downloads of inbound files. Storage: {@code parley.media.store}. */
@ConfigMapping(prefix = "parley.media")
public interface MediaConfig {

    /** Maximum size of an image. The defaults are the limits of WhatsApp; larger files could be stored but not sent. */
    @WithDefault("5M")
    MemorySize maxImage();

    /** Maximum size of a video. */
    @WithDefault("16M")
    MemorySize maxVideo();

    /** Maximum size of an audio file. */
    @WithDefault("16M")
    MemorySize maxAudio();

    /** Maximum size of a document. Also the maximum of any upload, so {@code parley.http.large-bodies} follows it. */
    @WithDefault("100M")
    MemorySize maxDocument();

    /** Maximum size of a sticker; WhatsApp accepts this size only for animated ones. */
    @WithDefault("500K")
    MemorySize maxSticker();

    /**
     * Additional types accepted as documents, without a content check; for example {@code text/csv,application/zip}.
     */
    Optional<List<String>> otherDocuments();

    /**
     * Types rejected by {@code Content-Type} or content: those that a browser or operating system may execute when a
     * customer's site serves the file. Comma-separated; an empty list is not possible, use a type that does not occur.
     */
    @WithDefault(
            "text/html,application/xhtml+xml,image/svg+xml,text/javascript,application/javascript,application/x-sh,"
                    + "application/x-msdownload,application/x-executable,application/java-archive")
    Set<String> refusedTypes();

    /** Maximum total size of an account's uploads; an upload that would exceed it gets 413. */
    @WithDefault("1G")
    MemorySize quota();

    /** How long a one-time file (validity 0) waits for its message. */
    @WithDefault("PT24H")
    Duration oneTimeValidity();

    /** How long files of inbound messages are kept. */
    @WithDefault("P30D")
    Duration inboundKept();

    /** Idle timeout of uploads, downloads and transfers from providers; slower ones are aborted. */
    @WithDefault("PT30S")
    Duration timeout();

    /** Downloads of inbound files. */
    Fetching fetch();

    /** How often expired and used one-time files are removed, and expired claims reclaimed. */
    @WithDefault("PT1M")
    Duration upkeep();

    /** How often the store is searched for bytes without a file. */
    @WithDefault("PT1H")
    Duration orphans();

    /** Minimum age of orphaned bytes before removal, since an upload stores its bytes first. Longer than any upload. */
    @WithDefault("PT2H")
    Duration orphanAge();

    /** Downloads of inbound files. */
    interface Fetching {

        /** Delays before the retries; less than a day in total. */
        @WithDefault("10s,1m,10m,1h,6h")
        List<Duration> retries();

        /** Timeout of an attempt. */
        @WithDefault("PT3M")
        Duration deadline();

        /** A claimed download without a result for this long is claimed again. Longer than the deadline. */
        @WithDefault("PT5M")
        Duration lease();

        /**
         * How long a request waits for a pending file before it gets 404. Client libraries request the file as soon as
         * a callback names it, and only once. Zero disables waiting.
         */
        @WithDefault("PT3S")
        Duration grace();

        /** Maximum number of concurrent downloads per instance. */
        @WithDefault("8")
        int concurrency();

        /** Poll interval while nothing is due and no instance signal arrives. */
        @WithDefault("PT1S")
        Duration poll();
    }
}
