package io.parley.messaging.media;

import java.time.Duration;

/** What became of one try to fetch a file. */
sealed interface DownloadResult {

    DownloadJob job();

    /** Its bytes are in the store. */
    record Fetched(DownloadJob job, long size, byte[] sha256) implements DownloadResult {}

    /** Another try may do. */
    record Again(DownloadJob job, String reason, Duration pause) implements DownloadResult {}

    /** It will never come. */
    record Failed(DownloadJob job, String reason) implements DownloadResult {}
}
