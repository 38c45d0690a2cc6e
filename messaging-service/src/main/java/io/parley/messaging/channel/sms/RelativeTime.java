package io.parley.messaging.channel.sms;

import java.time.Duration;
import java.util.Locale;

/** SMPP's format of a relative time: years, months, days, hours, minutes, seconds of two digits each, then 000R. */
final class RelativeTime {
    private static final Duration MIN = Duration.ofSeconds(1);
    private static final Duration MAX = Duration.ofDays(99);

    private RelativeTime() {}

    static String of(Duration time) {
        if (time.compareTo(MIN) < 0 || time.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("parley.channels.sms.smscs.<name>.validity must be from PT1S to P99D");
        }
        return String.format(
                Locale.ROOT,
                "0000%02d%02d%02d%02d000R",
                time.toDays(),
                time.toHoursPart(),
                time.toMinutesPart(),
                time.toSecondsPart());
    }
}
