package io.parley.messaging.callback;

import io.parley.runtime.time.Timestamps;
import java.time.Instant;

/** How callbacks spell things. */
final class CallbackFormat {

    private CallbackFormat() {}

    /** Numbers travel as digits, without a leading plus. */
    static String digits(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }

    static String time(Instant at) {
        return Timestamps.text(at);
    }

    /** Whether a version of the events ({@code 2.11}, {@code 2.12}, {@code 2.13}) is this one or a later one. */
    static boolean atLeast(String version, String wanted) {
        return version.compareTo(wanted) >= 0;
    }
}
