package io.parley.messaging.callback.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.messaging.callback.CallbackKind;
import io.parley.messaging.callback.TestConfig;
import io.parley.messaging.channel.ChannelKind;
import io.parley.messaging.channel.InboundRetries;
import io.parley.messaging.channel.MessageContent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetrySettingsTest {
    private static final UUID CALL = new UUID(1, 1);
    private static final List<ChannelKind<?>> KINDS =
            List.of(kind("letter", InboundRetries.PERIODIC), kind("pigeon", InboundRetries.EXPONENTIAL_LONG));

    @Test
    void settingsChangeWhatTheyNameAndNothingElse() {
        var schedules = with(Map.of(
                "letter.until", "1h",
                "letter.rest-after", "3",
                "letter.rest", "5m",
                "pigeon.max", "20s"));

        var letter = schedules.of(CallbackKind.INBOUND, "letter");
        var pigeon = schedules.of(CallbackKind.INBOUND, "pigeon");

        assertEquals(Optional.of(Duration.ofSeconds(10)), letter.pause(CALL, 2, Duration.ofMinutes(59)));
        assertEquals(Optional.of(Duration.ofMinutes(5)), letter.pause(CALL, 3, Duration.ofMinutes(1)));
        assertEquals(Optional.empty(), letter.pause(CALL, 4, Duration.ofHours(1)));
        var pause = pigeon.pause(CALL, 40, Duration.ofDays(13)).orElseThrow();
        assertEquals(20_000, pause.toMillis(), 5_000);
        assertEquals(Optional.empty(), pigeon.pause(CALL, 40, Duration.ofDays(14)));
    }

    @Test
    void retriesOfStatusesAreASetting() {
        var schedules =
                new RetrySchedules(TestConfig.with(Map.of("parley.callbacks.status-retries", "1s,2s,3s")), KINDS);

        var status = schedules.of(CallbackKind.STATUS, "letter");

        assertEquals(Optional.of(Duration.ofSeconds(3)), status.pause(CALL, 3, Duration.ZERO));
        assertEquals(Optional.empty(), status.pause(CALL, 4, Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({
        "dove.until,1h,dove is not a channel; channels are [letter pigeon]",
        "letter.first,0s,letter.first must be greater than 0",
        "pigeon.max,1s,pigeon.max must be at least the first delay PT10S",
        "letter.until,1s,letter.until must be at least the first delay",
        "letter.rest-after,-1,letter.rest-after must be 0 or more",
        "letter.rest,0s,letter.rest must be greater than 0 as rest-after is set"
    })
    void nonsenseIsRejectedWithTheNameOfTheSetting(String setting, String value, String message) {
        var failure = assertThrows(IllegalArgumentException.class, () -> with(Map.of(setting, value)));

        assertEquals(
                "parley.callbacks.inbound-retries." + message,
                failure.getMessage().replace(",", ""));
    }

    private static ChannelKind<?> kind(String name, InboundRetries retries) {
        return ChannelKind.ofNumbers(name, MessageContent.class).withInboundRetries(retries);
    }

    private static RetrySchedules with(Map<String, String> settings) {
        var named = new HashMap<String, String>();
        settings.forEach((name, value) -> named.put("parley.callbacks.inbound-retries." + name, value));
        return new RetrySchedules(TestConfig.with(named), KINDS);
    }
}
