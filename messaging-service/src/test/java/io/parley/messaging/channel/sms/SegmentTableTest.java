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
    SegmentTable parts;

    @Inject
    Pool pool;

    @BeforeEach
    void empty() {
        await(pool.query("delete from sms_part").execute());
        await(pool.query("delete from sms_part_taken").execute());
    }

    @Test
    void isWholeWithTheLastPart() {
        assertNull(await(parts.add("one", piece(7, 2, "b"))));

        var whole = await(parts.add("one", piece(7, 1, "a")));

        assertEquals(2, whole.pieces().size());
        assertEquals(1, whole.pieces().getFirst().number());
        assertArrayEquals(
                "b".getBytes(StandardCharsets.US_ASCII),
                whole.pieces().getLast().octets());
    }

    @Test
    void isWholeAgainUntilForgotten() {
        await(parts.add("one", piece(7, 1, "a")));
        var first = await(parts.add("one", piece(7, 2, "b")));
        var again = await(parts.add("one", piece(7, 2, "b")));

        assertEquals(first.begun(), again.begun());

        await(parts.forget(first));
        assertNull(await(parts.add("one", piece(7, 2, "b"))));
    }

    @Test
    void keepsTextsApart() {
        await(parts.add("one", piece(7, 1, "a")));

        assertNull(await(parts.add("one", piece(8, 2, "b"))));
        assertNull(await(parts.add("two", piece(7, 2, "b"))));
    }

    @Test
    void letsAnOldPartGiveWay() {
        await(parts.add("one", piece(7, 1, "old")));
        await(pool.query("update sms_part set at = now() - interval '2 hours'").execute());
        await(parts.add("one", piece(7, 1, "new")));

        var whole = await(parts.add("one", piece(7, 2, "b")));

        assertNotNull(whole);
        assertArrayEquals(
                "new".getBytes(StandardCharsets.US_ASCII),
                whole.pieces().getFirst().octets());
    }

    @Test
    void doesNotJoinWhatWaitedTooLong() {
        await(parts.add("one", piece(7, 1, "old")));
        age("25 hours");

        assertNull(await(parts.add("one", piece(7, 2, "b"))));
    }

    @Test
    void findsTextsThatWaitedTooLong() {
        await(parts.add("one", piece(7, 1, "old")));
        age("25 hours");
        await(parts.add("one", piece(8, 1, "young")));

        var overdue = await(parts.overdue());

        assertEquals(
                List.of(7),
                overdue.stream()
                        .map(text -> text.pieces().getFirst().reference())
                        .toList());
        assertEquals("one", overdue.getFirst().smsc());
    }

    @Test
    void forgetsNoPartThatCameSince() {
        await(parts.add("one", piece(7, 1, "old")));
        age("25 hours");
        var overdue = await(parts.overdue()).getFirst();
        await(parts.add("one", piece(7, 2, "late")));

        await(parts.forget(overdue));

        assertEquals(
                1, await(pool.query("select number from sms_part").execute()).size());
    }

    /** Row F31. */
    @Test
    void aPartThatComesAgainAfterItsTextIsNoTextOfItsOwn() {
        take(piece(7, 1, "a"), piece(7, 2, "b"));

        await(parts.add("one", piece(7, 2, "b")));
        age("25 hours");

        assertEquals(List.of(), await(parts.overdue()));
        assertEquals(0, rows("sms_part"));
        age("3 hours");
        await(parts.overdue());
        assertEquals(0, rows("sms_part_taken"));
    }

    @Test
    void otherWordsUnderTheSameReferenceAreNoRepetition() {
        take(piece(7, 1, "a"), piece(7, 2, "b"));

        await(parts.add("one", piece(7, 2, "c")));
        age("25 hours");

        assertEquals(1, await(parts.overdue()).size());
    }

    @Test
    void theSameWordsTwoHoursLaterAreNoRepetition() {
        take(piece(7, 1, "a"), piece(7, 2, "b"));
        age("2 hours");

        await(parts.add("one", piece(7, 2, "b")));
        age("25 hours");

        assertEquals(1, await(parts.overdue()).size());
    }

    private void take(Segment first, Segment last) {
        await(parts.add("one", first));
        await(parts.forget(await(parts.add("one", last))));
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

    private static Segment piece(int reference, int number, String text) {
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
