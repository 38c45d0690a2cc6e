package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.cli.DemoData.Conversation;
import io.parley.cli.DemoData.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoScheduleTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Duration MAX_CONVERSATION = Duration.ofMinutes(45);

    private static final ZonedDateTime NOW =
            LocalDateTime.parse("2026-12-01T14:20:00").atZone(ZONE);

    private final DemoData data = DemoData.read();

    private void forEach(ZonedDateTime now, BiConsumer<Conversation, DemoSchedule> check) {
        for (var conversation : data.conversations()) {
            for (var person : conversation.people()) {
                DemoSchedule.of(conversation, person, now).ifPresent(schedule -> check.accept(conversation, schedule));
            }
        }
    }

    @ParameterizedTest
    // Also the days on which clocks change.
    @ValueSource(
            strings = {
                "2026-12-01T00:00:30",
                "2026-12-01T03:41:00",
                "2026-12-01T12:30:00",
                "2026-12-01T23:59:59",
                "2026-03-29T08:00:00",
                "2026-10-25T08:00:00"
            })
    void messagesAreSpreadOverTheHoursOfTheLastDay(String time) {
        var now = LocalDateTime.parse(time).atZone(ZONE);
        var hours = new TreeMap<Long, Integer>();
        forEach(now, (conversation, schedule) -> {
            for (var at : schedule.turns()) {
                var age = Duration.between(at, now.toInstant());
                assertTrue(age.isPositive(), at + " is not over");
                assertTrue(age.compareTo(Duration.ofHours(25).plus(MAX_CONVERSATION)) <= 0, at + " is too old");
                hours.merge(age.toHours(), 1, Integer::sum);
            }
        });
        hours.keySet().removeIf(age -> age >= 24);

        assertTrue(hours.size() >= 20, hours::toString);
    }

    @Test
    void lunchIsBusyAndNightIsQuiet() {
        var byHour = new TreeMap<Integer, Integer>();
        forEach(ZonedDateTime.now(ZONE), (conversation, schedule) -> schedule.turns()
                .forEach(at -> byHour.merge(at.atZone(ZONE).getHour(), 1, Integer::sum)));

        for (var night : List.of(1, 2, 3, 4, 5)) {
            assertTrue(
                    byHour.get(12) > 10 * byHour.get(night) && byHour.get(18) > 10 * byHour.get(night),
                    byHour::toString);
        }
    }

    @Test
    void turnsAreInOrderAndSeenBeforeTheirAnswer() {
        var seen = new ArrayList<Instant>();
        forEach(NOW, (conversation, schedule) -> {
            for (var i = 0; i < schedule.turns().size(); i++) {
                var next = i + 1 < schedule.turns().size() ? schedule.turns().get(i + 1) : NOW.toInstant();
                var at = schedule.turns().get(i);
                assertTrue(at.isBefore(next), "order of turns");
                schedule.statuses().get(i).ifPresent(status -> {
                    assertTrue(status.isAfter(at) && status.isBefore(next), "time of the status");
                    seen.add(status);
                });
            }
        });

        assertFalse(seen.isEmpty());
    }

    @Test
    void theScheduleIsTheSameInEachRunAndDiffersBetweenPersons() {
        var conversation = data.conversations().stream()
                .filter(one -> one.turns().size() > 2)
                .findFirst()
                .orElseThrow();
        var person = conversation.people().getFirst();
        var other = new Person(person.name(), person.number() + "1", person.time());

        var schedule = DemoSchedule.of(conversation, person, NOW).orElseThrow();

        assertEquals(schedule, DemoSchedule.of(conversation, person, NOW).orElseThrow());
        assertFalse(schedule.equals(DemoSchedule.of(conversation, other, NOW).orElseThrow()));
        var atNow = new Person(person.name(), person.number(), Conversation.NOW);
        assertTrue(DemoSchedule.of(conversation, atNow, NOW).isEmpty(), "takes place when it is loaded");
    }
}
