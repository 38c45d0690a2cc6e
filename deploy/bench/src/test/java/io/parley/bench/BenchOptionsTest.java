package io.parley.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BenchOptionsTest {

    private static final List<String> KNOWN = List.of("accept", "peer");

    @Test
    void noArgumentsSelectNothingAndAreNotQuick() {
        var options = BenchOptions.of(List.of(), KNOWN);

        assertEquals(new BenchOptions(Set.of(), false, null, false), options);
        assertSame(Pace.FULL, options.pace());
    }

    @Test
    void optionsMayStandBeforeAndAfterNames() {
        var options = BenchOptions.of(List.of("--json", "f.json", "peer", "--quick", "accept", "--install"), KNOWN);

        assertEquals(new BenchOptions(Set.of("peer", "accept"), true, Path.of("f.json"), true), options);
        assertSame(Pace.QUICK, options.pace());
    }

    @Test
    void unknownNameIsReportedWithTheKnownOnes() {
        var failure = assertThrows(UsageException.class, () -> BenchOptions.of(List.of("acept"), KNOWN));

        assertTrue(failure.getMessage().startsWith("Unknown benchmark acept; benchmarks are accept peer,"));
    }

    @Test
    void missingFileIsReported() {
        assertThrows(UsageException.class, () -> BenchOptions.of(List.of("peer", "--json"), KNOWN));
        assertThrows(UsageException.class, () -> BenchOptions.of(List.of("--json", "--quick"), KNOWN));
        assertNull(BenchOptions.of(List.of("peer"), KNOWN).json());
    }
}
