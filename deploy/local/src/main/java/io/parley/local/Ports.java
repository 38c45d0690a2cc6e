package io.parley.local;

import io.parley.embedded.FreePorts;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Ports of a local run, as offsets from a base.
 *
 * @param base the front's port
 */
public record Ports(int base) {

    /** Default base. */
    public static final int DEFAULT_BASE = 8080;

    private static final int LAST = 14;
    private static final int UNUSED = 10;

    public int front() {
        return base;
    }

    public int http(Service service) {
        return base + 1 + service.ordinal();
    }

    /** Returns the port of health and metrics. */
    public int management(Service service) {
        return base + 11 + service.ordinal();
    }

    public int sandbox() {
        return base + 5;
    }

    public int smsc() {
        return base + 6;
    }

    public int postgres() {
        return base + 7;
    }

    public int kafka() {
        return base + 8;
    }

    public int kafkaController() {
        return base + 9;
    }

    /** Returns the first port that is in use. */
    public OptionalInt occupied() {
        return all().filter(port -> !FreePorts.isFree(port)).findFirst();
    }

    private IntStream all() {
        return IntStream.rangeClosed(0, LAST).filter(offset -> offset != UNUSED).map(offset -> base + offset);
    }

    /** Returns a base whose ports are all free, for tests that run in parallel. */
    public static Ports free() {
        return IntStream.generate(FreePorts::next)
                .mapToObj(Ports::new)
                .filter(ports -> ports.occupied().isEmpty())
                .findFirst()
                .orElseThrow();
    }
}
