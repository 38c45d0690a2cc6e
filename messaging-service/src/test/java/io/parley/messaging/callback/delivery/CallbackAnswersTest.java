package io.parley.messaging.callback.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.MessageState;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an endpoint's answer means for the call: its head settles it, and {@code Retry-After} delays the next try. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(DeliveryProfile.class)
class CallbackAnswersTest extends WithListener {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCallThatWasAnswered200IsNotRepeatedThoughItsBodyIsLateOrCut(boolean cut) {
        customer.takesWithoutBody("/status", cut);

        commitOne();

        Eventually.equal(0L, this::waiting);
        assertEquals(1, customer.calls("/status").size());
        assertEquals(0L, table.count("account_id = '%s'".formatted(account)));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void theNextTryComesNoSoonerThanTheEndpointAskedFor(int status) {
        customer.asksForTime("/status", status, "1");

        commitOne();

        Eventually.equal(0L, this::waiting);
        assertTrue(pauseBeforeCall(1) >= 990, "after " + pauseBeforeCall(1) + " ms");
    }

    @Test
    void aDateInRetryAfterIsHonouredToo() {
        var until = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2);
        customer.asksForTime("/status", 503, DateTimeFormatter.RFC_1123_DATE_TIME.format(until));

        commitOne();

        Eventually.equal(0L, this::waiting);
        assertTrue(pauseBeforeCall(1) >= 500, "after " + pauseBeforeCall(1) + " ms");
    }

    @Test
    void noEndpointPutsATryOffLongerThanTheSettingAllows() {
        customer.asksForTime("/status", 429, "86400");

        commitOne();

        Eventually.equal(0L, this::waiting);
        assertTrue(pauseBeforeCall(1) >= 1_990, "after " + pauseBeforeCall(1) + " ms");
    }

    @Test
    void retryAfterNeverShortensTheSchedule() {
        customer.asksForTime("/status", 429, "0");

        commitOne();

        Eventually.equal(0L, this::waiting);
        assertTrue(pauseBeforeCall(1) >= 140, "after " + pauseBeforeCall(1) + " ms");
    }

    @Test
    void otherAnswersCannotAskForTime() {
        customer.asksForTime("/status", 500, "86400");
        customer.asksForTime("/status", 302, "86400");

        commitOne();

        Eventually.equal(3, () -> customer.calls("/status").size());
        assertTrue(pauseBeforeCall(1) + pauseBeforeCall(2) < 4_000, "two pauses as long as the setting");
    }

    /** Each answer uses up a try of the schedule, or an endpoint that is always busy would be called for ever. */
    @Test
    void askingForTimeAddsNoTries() {
        for (var i = 0; i < 4; i++) {
            customer.asksForTime("/status", 429, "1");
        }

        commitOne();

        Eventually.equal(1L, () -> table.count("account_id = '%s' and state = 2".formatted(account)));
        assertEquals(3, customer.calls("/status").size());
    }

    private void commitOne() {
        table.commit(java.util.List.of(status(Ids.next(), MessageState.DELIVERED, null)));
    }

    private long pauseBeforeCall(int number) {
        var calls = customer.calls("/status");
        return Duration.ofNanos(
                        calls.get(number).nanos() - calls.get(number - 1).nanos())
                .toMillis();
    }
}
