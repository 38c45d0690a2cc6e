package io.parley.messaging.media;

import java.time.Duration;

/** Result of one download attempt. */
sealed interface DownloadResult {

    DownloadJob job();

    /** The file is in the store. */
    record Fetched(DownloadJob job, long size, byte[] sha256) implements DownloadResult {}

    /**
     * The download may succeed later.
     *
     * @param counts whether the attempt counts; not if our disk or store was full or unavailable, which may last longer
     *     than all retries
     */
    record Retry(DownloadJob job, String reason, Duration pause, boolean counts) implements DownloadResult {}

    /** The file will not be available. */
    record Failed(DownloadJob job, String reason) implements DownloadResult {}
}
