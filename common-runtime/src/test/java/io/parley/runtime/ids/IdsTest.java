package io.parley.runtime.ids;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void idsIncrease() {
        var ids =
                IntStream.range(0, 50_000).mapToObj(i -> Ids.next().toString()).toList();

        assertEquals(ids.stream().sorted().distinct().toList(), ids);
    }

    @Test
    void idsAreUniqueAcrossThreads() {
        var ids =
                IntStream.range(0, 50_000).parallel().mapToObj(i -> Ids.next()).distinct();

        assertEquals(50_000, ids.count());
    }

    @Test
    void theCreationTimeIsContained() {
        var id = Ids.next();

        assertTrue(Duration.between(Ids.time(id), Instant.now()).abs().compareTo(Duration.ofSeconds(5)) < 0);
        assertTrue(Ids.timed(id));
    }

    @Test
    void floorIsNotAboveAnyIdOfItsMillisecond() {
        var id = Ids.next();

        var floor = Ids.floor(Ids.time(id));

        assertTrue(floor.toString().compareTo(id.toString()) <= 0);
        assertEquals(Ids.time(id), Ids.time(floor));
    }

    @Test
    void theTimeOfAnotherVersionIsRefused() {
        var random = UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");

        assertFalse(Ids.timed(random));
        assertThrows(IllegalArgumentException.class, () -> Ids.time(random));
    }
}
