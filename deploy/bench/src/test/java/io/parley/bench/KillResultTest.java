package io.parley.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KillResultTest {

    @Test
    void acceptedTextThatTheSmscLacksIsLost() {
        var result = result(Set.of("a", "b", "c"), Set.of(), Map.of("a", 1));

        assertEquals(3, result.accepted());
        assertEquals(2, result.lost());
        assertEquals(0, result.twice());
    }

    @Test
    void textThatTheSmscHasSeveralTimesCountsOnce() {
        assertEquals(
                2,
                result(Set.of("a", "b", "c"), Set.of(), Map.of("a", 3, "b", 2, "c", 1))
                        .twice());
    }

    @Test
    void textWithoutResponseIsNeverLostButMaySent() {
        var result = result(Set.of("a"), Set.of("b", "c"), Map.of("a", 1, "b", 1));

        assertEquals(0, result.lost());
        assertEquals(2, result.unanswered());
        assertEquals(1, result.unansweredSent());
    }

    @Test
    void duplicateOfATextWithoutResponseCounts() {
        assertEquals(1, result(Set.of(), Set.of("a"), Map.of("a", 2)).twice());
    }

    private static KillResult result(Set<String> accepted, Set<String> unanswered, Map<String, Integer> copies) {
        return KillResult.of("Kannel", "bearerbox", 3, accepted, unanswered, copies);
    }
}
