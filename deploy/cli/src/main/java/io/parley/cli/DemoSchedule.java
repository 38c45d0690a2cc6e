package io.parley.cli;

import io.parley.cli.DemoData.Conversation;
import io.parley.cli.DemoData.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * When the messages of one person's conversation are meant to have been written: at the person's time of day, at its last
 * occurrence from which the conversation is over by now. Pauses that the data leaves open are pseudo-random: the same in
 * each run, and different for each person.
 *
 * @param turns the time of each turn
 * @param statuses the time of the last status of each turn's message, if it differs from the network's few seconds
 */
record DemoSchedule(List<Instant> turns, List<Optional<Instant>> statuses) {
    private static final int MIN_PAUSE_SECONDS = 25;
    private static final int MAX_PAUSE_SECONDS = 240;
    /** Shorter than any pause, so that a message is seen before its answer. */
    private static final int MIN_SEEN_SECONDS = 5;

    private static final int SECONDS_BEFORE_ANSWER = 5;
    private static final int MAX_SEEN_SECONDS = 540;
    private static final Duration REST = Duration.ofMinutes(10);

    /** Empty for a conversation that takes place when the data is loaded. */
    static Optional<DemoSchedule> of(Conversation conversation, Person person, ZonedDateTime now) {
        if (person.time().equals(Conversation.NOW)) {
            return Optional.empty();
        }
        var random = new SplittableRandom((conversation.channel() + person.number()).hashCode());
        var offsets = offsets(conversation, random);
        var begin = begin(LocalTime.parse(person.time()), offsets.getLast(), now);
        var turns = offsets.stream().map(begin::plus).toList();
        return Optional.of(new DemoSchedule(turns, statuses(conversation, turns, now.toInstant(), random)));
    }

    private static List<Duration> offsets(Conversation conversation, SplittableRandom random) {
        var offsets = new ArrayList<Duration>();
        var offset = Duration.ofSeconds(random.nextInt(60));
        for (var turn : conversation.turns()) {
            var pause = Duration.ofSeconds(random.nextInt(MIN_PAUSE_SECONDS, MAX_PAUSE_SECONDS));
            offset = offsets.isEmpty() ? offset : offset.plus(turn.pause().orElse(pause));
            offsets.add(offset);
        }
        return offsets;
    }

    private static Instant begin(LocalTime time, Duration length, ZonedDateTime now) {
        var begin = now.with(time);
        var isOver = !begin.plus(length).plus(REST).isAfter(now);
        return (isOver ? begin : begin.minusDays(1)).toInstant();
    }

    private static List<Optional<Instant>> statuses(
            Conversation conversation, List<Instant> turns, Instant now, SplittableRandom random) {
        var statuses = new ArrayList<Optional<Instant>>();
        for (var i = 0; i < turns.size(); i++) {
            var at = turns.get(i);
            if (conversation.lastStatusAfter().isPresent()) {
                var late = at.plus(conversation.lastStatusAfter().get());
                statuses.add(Optional.of(late.isBefore(now) ? late : now.minusSeconds(MIN_SEEN_SECONDS)));
            } else if (conversation.turns().get(i).isOfTeam() && isSeen(conversation)) {
                statuses.add(Optional.of(at.plusSeconds(random.nextInt(MIN_SEEN_SECONDS, maxSeen(turns, i)))));
            } else {
                statuses.add(Optional.empty());
            }
        }
        return statuses;
    }

    private static int maxSeen(List<Instant> turns, int turn) {
        var isLast = turn == turns.size() - 1;
        var untilNext = isLast
                ? MAX_SEEN_SECONDS
                : Duration.between(turns.get(turn), turns.get(turn + 1)).toSeconds();
        return (int) Math.clamp(untilNext - SECONDS_BEFORE_ANSWER, MIN_SEEN_SECONDS + 1, MAX_SEEN_SECONDS);
    }

    private static boolean isSeen(Conversation conversation) {
        return !conversation.channel().equals("sms") && conversation.refused() == null && conversation.phone() == null;
    }
}
