package io.parley.bench;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What a load got back.
 *
 * @param good answers of the wanted status
 * @param bad every other answer and every failed exchange
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
