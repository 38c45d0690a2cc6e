package io.parley.bench;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * Result of a load.
 *
 * @param good responses with the expected status
 * @param bad other responses and failed requests
 * @param elapsed the measured time
 * @param latency in microseconds
 */
record LoadResult(long good, long bad, Duration elapsed, Histogram latency) {

    double perSecond() {
        return good * 1e9 / elapsed.toNanos();
    }

    double millisAt(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1000.0;
    }
}
