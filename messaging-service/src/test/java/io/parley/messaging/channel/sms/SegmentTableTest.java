package io.parley.messaging.channel.sms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class SegmentTableTest {

    @Inject
    SegmentTable segments;

    @Inject
    Pool pool;

    @BeforeEach
    void deleteAll() {
        await(pool.query("delete from sms_part").execute());
        await(pool.query("delete from sms_part_taken").execute());
    }

    @Test
    void aTextIsCompleteWithItsLastSegment() {
        assertNull(await(segments.add("one", segment(7, 2, "b"))));

        var text = await(segments.add("one", segment(7, 1, "a")));

        assertEquals(2, text.pieces().size());
        assertEquals(1, text.pieces().getFirst().number());
        assertArrayEquals(
                "b".getBytes(StandardCharsets.US_ASCII), text.pieces().getLast().octets());
    }

    @Test
    void aRepeatedSegmentCompletesTheTextUntilItIsDelivered() {
        await(segments.add("one", segment(7, 1, "a")));
        var first = await(segments.add("one", segment(7, 2, "b")));
        var again = await(segments.add("one", segment(7, 2, "b")));

        assertEquals(first.begun(), again.begun());

        await(segments.markDelivered(first));
        assertNull(await(segments.add("one", segment(7, 2, "b"))));
    }

    @Test
    void segmentsOfDifferentTextsAreNotJoined() {
        await(segments.add("one", segment(7, 1, "a")));

        assertNull(await(segments.add("one", segment(8, 2, "b"))));
        assertNull(await(segments.add("two", segment(7, 2, "b"))));
    }

    @Test
    void anOldSegmentIsReplaced() {
        await(segments.add("one", segment(7, 1, "old")));
        await(pool.query("update sms_part set at = now() - interval '2 hours'").execute());
        await(segments.add("one", segment(7, 1, "new")));

        var text = await(segments.add("one", segment(7, 2, "b")));

        assertNotNull(text);
        assertArrayEquals(
                "new".getBytes(StandardCharsets.US_ASCII),
                text.pieces().getFirst().octets());
    }

    @Test
    void anOverdueSegmentIsNotJoined() {
        await(segments.add("one", segment(7, 1, "old")));
        age("25 hours");

        assertNull(await(segments.add("one", segment(7, 2, "b"))));
    }

    @Test
    void returnsOverdueTexts() {
        await(segments.add("one", segment(7, 1, "old")));
        age("25 hours");
        await(segments.add("one", segment(8, 1, "recent")));

        var overdue = await(segments.overdue());

        assertEquals(
                List.of(7),
                overdue.stream()
                        .map(text -> text.pieces().getFirst().reference())
                        .toList());
        assertEquals("one", overdue.getFirst().smsc());
    }

    @Test
    void aSegmentThatArrivesLaterIsKept() {
        await(segments.add("one", segment(7, 1, "old")));
        age("25 hours");
        var overdue = await(segments.overdue()).getFirst();
        await(segments.add("one", segment(7, 2, "late")));

        await(segments.markDelivered(overdue));

        assertEquals(
                1, await(pool.query("select number from sms_part").execute()).size());
    }

    @Test
    void aRepeatedSegmentOfADeliveredTextIsDropped() {
        addAndDeliver(segment(7, 1, "a"), segment(7, 2, "b"));

        await(segments.add("one", segment(7, 2, "b")));
        age("25 hours");

        assertEquals(List.of(), await(segments.overdue()));
        assertEquals(0, rows("sms_part"));
        age("3 hours");
        await(segments.overdue());
        assertEquals(0, rows("sms_part_taken"));
    }

    @Test
    void anotherTextWithTheSameReferenceIsNotARepeat() {
        addAndDeliver(segment(7, 1, "a"), segment(7, 2, "b"));

        await(segments.add("one", segment(7, 2, "c")));
        age("25 hours");

        assertEquals(1, await(segments.overdue()).size());
    }

    @Test
    void theSameTextAfterTwoHoursIsNotARepeat() {
        addAndDeliver(segment(7, 1, "a"), segment(7, 2, "b"));
        age("2 hours");

        await(segments.add("one", segment(7, 2, "b")));
        age("25 hours");

        assertEquals(1, await(segments.overdue()).size());
    }

    private void addAndDeliver(Segment first, Segment last) {
        await(segments.add("one", first));
        await(segments.markDelivered(await(segments.add("one", last))));
    }

    private int rows(String table) {
        return await(pool.query("select 1 from " + table).execute()).size();
    }

    private void age(String time) {
        for (var table : List.of("sms_part", "sms_part_taken")) {
            await(pool.query("update %s set at = at - interval '%s'".formatted(table, time))
                    .execute());
        }
    }

    private static Segment segment(int reference, int number, String text) {
        return new Segment(
                "4915123456789",
                "4930555200",
                reference,
                2,
                number,
                (byte) 0,
                new Gsm7(NationalLanguage.PORTUGUESE, NationalLanguage.URDU),
                text.getBytes(StandardCharsets.US_ASCII));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }
}
