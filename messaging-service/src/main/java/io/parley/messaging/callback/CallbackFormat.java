package io.parley.messaging.callback;

import io.parley.runtime.time.Timestamps;
import java.time.Instant;

/** Formats of values in callback bodies. */
final class CallbackFormat {

    private CallbackFormat() {}

    /** Phone number as digits, without a leading plus. */
    static String digits(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }

    static String time(Instant at) {
        return Timestamps.text(at);
    }

    /** Whether an event version ({@code 2.11}, {@code 2.12}, {@code 2.13}) is {@code minimum} or later. */
    static boolean atLeast(String version, String minimum) {
        return version.compareTo(minimum) >= 0;
    }
}
