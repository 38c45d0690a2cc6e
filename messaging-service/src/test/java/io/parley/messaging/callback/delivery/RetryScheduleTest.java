package io.parley.messaging.callback.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.callback.CallbackKind;
import io.parley.messaging.callback.TestConfig;
import io.parley.messaging.channel.ChannelKind;
import io.parley.messaging.channel.InboundRetries;
import io.parley.messaging.channel.MessageContent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Runs whole schedules on a virtual clock, on which an attempt takes no time. */
class RetryScheduleTest {
    private static final UUID CALL = UUID.fromString("0190a6f4-0000-7000-8000-000000000001");
    private static final RetrySchedules SCHEDULES = new RetrySchedules(
            TestConfig.DEFAULTS,
            List.of(kind("long", InboundRetries.EXPONENTIAL_LONG), kind("periodic", InboundRetries.PERIODIC)));

    @Test
    void statusIsAttemptedThreeTimes() {
        var expected = List.of(Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(70));

        assertEquals(expected, attempts(SCHEDULES.of(CallbackKind.STATUS, "whatsapp"), CALL));
        assertEquals(expected, attempts(SCHEDULES.of(CallbackKind.BUSINESS, "whatsapp"), CALL));
    }

    @Test
    void periodicIsEveryTenSecondsWithARestAfterAHundred() {
        var attempts = attempts(SCHEDULES.of(CallbackKind.INBOUND, "periodic"), CALL);

        var expected = new ArrayList<Duration>();
        for (var cycle = Duration.ZERO; cycle.compareTo(Duration.ofHours(48)) <= 0; cycle = cycle.plusSeconds(1590)) {
            for (var i = 0; i < 100 && cycle.plusSeconds(10L * i).compareTo(Duration.ofHours(48)) <= 0; i++) {
                expected.add(cycle.plusSeconds(10L * i));
            }
        }
        assertEquals(10_900, expected.size());
        assertEquals(expected, attempts);
    }

    @Test
    void exponentialLongIsForFourteenDays() {
        var attempts = attempts(SCHEDULES.of(CallbackKind.INBOUND, "long"), CALL);

        assertExponential(attempts, Duration.ofDays(14));
    }

    @Test
    void otherChannelsAreRetriedExponentiallyForTwoDays() {
        var attempts = attempts(SCHEDULES.of(CallbackKind.INBOUND, "another"), CALL);

        assertExponential(attempts, Duration.ofHours(48));
    }

    @Test
    void callbacksThatFailTogetherAreRetriedApart() {
        var schedule = SCHEDULES.of(CallbackKind.INBOUND, "long");
        var pauses = new ArrayList<Duration>();

        for (var i = 0; i < 1000; i++) {
            pauses.add(schedule.pause(new UUID(1, i), 6, Duration.ZERO).orElseThrow());
        }

        assertTrue(pauses.stream().distinct().count() > 900);
        var mean = pauses.stream().mapToLong(Duration::toMillis).average().orElseThrow();
        assertEquals(320_000 * 0.875, mean, 320_000 * 0.02);
    }

    private static ChannelKind<?> kind(String name, InboundRetries retries) {
        return ChannelKind.ofNumbers(name, MessageContent.class).withInboundRetries(retries);
    }

    private static void assertExponential(List<Duration> attempts, Duration until) {
        var step = Duration.ofSeconds(10);
        for (var i = 1; i < attempts.size(); i++) {
            var pause = attempts.get(i).minus(attempts.get(i - 1));
            assertTrue(pause.compareTo(step) <= 0, "pause " + i + " is " + pause);
            assertTrue(pause.compareTo(step.multipliedBy(3).dividedBy(4)) >= 0, "pause " + i + " is " + pause);
            step = step.multipliedBy(2).compareTo(Duration.ofHours(6)) > 0 ? Duration.ofHours(6) : step.multipliedBy(2);
        }
        var last = attempts.getLast();
        assertTrue(last.compareTo(until) <= 0, "last attempt at " + last);
        assertTrue(last.plus(step).compareTo(until) > 0, "exhausted early, at " + last);
    }

    private static List<Duration> attempts(RetrySchedule schedule, UUID call) {
        var instants = new ArrayList<Duration>();
        var pause = java.util.Optional.of(Duration.ZERO);
        var now = Duration.ZERO;
        while (pause.isPresent()) {
            now = now.plus(pause.get());
            instants.add(now);
            pause = schedule.pause(call, instants.size(), now);
        }
        return instants;
    }
}
