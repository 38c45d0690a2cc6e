package io.parley.messaging.callback.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.model.MessageState;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Effect of an endpoint's response: the headers decide the result, and {@code Retry-After} delays the next attempt. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(DeliveryProfile.class)
@Tag("slow")
class CallbackAnswersTest {
    @Inject
    @RegisterExtension
    CallbackCustomer customer;

    @Inject
    CallbackTable table;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void callbackAnswered200IsNotRepeatedIfItsBodyIsLateOrTruncated(boolean cut) {
        customer.server.answersWithoutBody("/status", cut);

        commitOne();

        Eventually.equal(0L, customer::jobs);
        assertEquals(1, customer.server.calls("/status").size());
        assertEquals(0L, table.count("account_id = '%s'".formatted(customer.account)));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void retryAfterDelaysTheNextAttempt(int status) {
        customer.server.answersRetryAfter("/status", status, "1");

        commitOne();

        Eventually.equal(0L, customer::jobs);
        assertTrue(millisBeforeCall(1) >= 990, "after " + millisBeforeCall(1) + " ms");
    }

    @Test
    void retryAfterDateIsSupported() {
        var until = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2);
        customer.server.answersRetryAfter("/status", 503, DateTimeFormatter.RFC_1123_DATE_TIME.format(until));

        commitOne();

        Eventually.equal(0L, customer::jobs);
        assertTrue(millisBeforeCall(1) >= 500, "after " + millisBeforeCall(1) + " ms");
    }

    @Test
    void retryAfterIsLimitedByTheSetting() {
        customer.server.answersRetryAfter("/status", 429, "86400");

        commitOne();

        Eventually.equal(0L, customer::jobs);
        assertTrue(millisBeforeCall(1) >= 1_990, "after " + millisBeforeCall(1) + " ms");
    }

    @Test
    void retryAfterDoesNotShortenTheSchedule() {
        customer.server.answersRetryAfter("/status", 429, "0");

        commitOne();

        Eventually.equal(0L, customer::jobs);
        assertTrue(millisBeforeCall(1) >= 140, "after " + millisBeforeCall(1) + " ms");
    }

    @Test
    void retryAfterOfOtherStatusesIsIgnored() {
        customer.server.answersRetryAfter("/status", 500, "86400");
        customer.server.answersRetryAfter("/status", 302, "86400");

        commitOne();

        Eventually.equal(3, () -> customer.server.calls("/status").size());
        assertTrue(millisBeforeCall(1) + millisBeforeCall(2) < 4_000, "Retry-After was applied twice");
    }

    /** Each response uses up an attempt, otherwise a busy endpoint would be called forever. */
    @Test
    void retryAfterAddsNoAttempts() {
        for (var i = 0; i < 4; i++) {
            customer.server.answersRetryAfter("/status", 429, "1");
        }

        commitOne();

        Eventually.equal(
                1L, () -> table.count("account_id = '%s' and state = 'exhausted'".formatted(customer.account)));
        assertEquals(3, customer.server.calls("/status").size());
    }

    private void commitOne() {
        table.commit(java.util.List.of(customer.status(Ids.next(), MessageState.DELIVERED, null)));
    }

    private long millisBeforeCall(int number) {
        var calls = customer.server.calls("/status");
        return Duration.ofNanos(
                        calls.get(number).nanos() - calls.get(number - 1).nanos())
                .toMillis();
    }
}
