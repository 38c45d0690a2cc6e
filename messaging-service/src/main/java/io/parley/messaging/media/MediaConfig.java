package io.parley.messaging.media;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which files are taken, for how long, and how those that people sent are fetched. Where they lie: {@code parley.media.store}. */
@ConfigMapping(prefix = "parley.media")
public interface MediaConfig {

    /** Largest image. The sizes are those of WhatsApp; larger files could be stored but not sent. */
    @WithDefault("5M")
    MemorySize maxImage();

    /** Largest video. */
    @WithDefault("16M")
    MemorySize maxVideo();

    /** Largest audio file. */
    @WithDefault("16M")
    MemorySize maxAudio();

    /** Largest document. The largest upload at all, so {@code parley.http.large-bodies} follows it. */
    @WithDefault("100M")
    MemorySize maxDocument();

    /** Largest sticker; WhatsApp takes this much only if it is animated. */
    @WithDefault("500K")
    MemorySize maxSticker();

    /** Types besides the known ones that are taken as documents, unchecked; for example {@code text/csv,application/zip}. */
    Optional<List<String>> otherDocuments();

    /**
     * Types that no upload may have, by its {@code Content-Type} or by its first bytes: what a browser or a system might run
     * when a customer's own pages hand it on. Comma-separated; an empty list is not possible, name a type that nobody uses.
     */
    @WithDefault(
            "text/html,application/xhtml+xml,image/svg+xml,text/javascript,application/javascript,application/x-sh,"
                    + "application/x-msdownload,application/x-executable,application/java-archive")
    Set<String> refusedTypes();

    /** Bytes of uploads an account may store at a time; an upload that would exceed it gets 413. */
    @WithDefault("1G")
    MemorySize quota();

    /** A file for one message (validity 0) waits this long for its message. */
    @WithDefault("PT24H")
    Duration oneTimeValidity();

    /** Files that people sent are kept this long. */
    @WithDefault("P30D")
    Duration inboundKept();

    /** Longest wait for one piece of a file, from a network or by one who fetches it; who is slower is cut off. */
    @WithDefault("PT30S")
    Duration timeout();

    /** How people's files are fetched from the networks. */
    Fetching fetch();

    /** How often expired files and used one-time files are removed, and lost claims taken back. */
    @WithDefault("PT1M")
    Duration upkeep();

    /** How often bytes are looked for that belong to no file. */
    @WithDefault("PT1H")
    Duration orphans();

    /** Bytes without a file are left alone for this long, since an upload stores its bytes first. Longer than any upload. */
    @WithDefault("PT2H")
    Duration orphanAge();

    /** How people's files are fetched from the networks. */
    interface Fetching {

        /** Pauses before the further tries; together they stay within a day. */
        @WithDefault("10s,1m,10m,1h,6h")
        List<Duration> retries();

        /** A try that takes longer has failed. */
        @WithDefault("PT3M")
        Duration deadline();

        /** A claimed file nobody reported on for this long is claimed again. Longer than the deadline. */
        @WithDefault("PT5M")
        Duration lease();

        /**
         * Longest wait of a request for a file that is still on its way; after it 404. Client libraries ask at the moment in
         * which a callback names the file, and only once. Zero lets none wait.
         */
        @WithDefault("PT3S")
        Duration grace();

        /** Most files this instance fetches at a time. */
        @WithDefault("8")
        int concurrency();

        /** How long to sleep when nothing is due and nobody says that something is. */
        @WithDefault("PT1S")
        Duration poll();
    }
}
