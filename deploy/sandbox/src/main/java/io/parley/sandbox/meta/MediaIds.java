package io.parley.sandbox.meta;

import java.util.regex.Pattern;

/**
 * Media ids: 17 digits, the last two of which are a checksum. The files are deleted with the sandbox, but the platform
 * keeps their ids for 30 days as Meta does; therefore an id from before a restart is accepted for sending, by its
 * checksum. Runs on the event loop.
 */
final class MediaIds {
    private static final Pattern FORM = Pattern.compile("\\d{17}");
    private static final long MODULUS = 97;

    private final long first = System.currentTimeMillis() * 100;
    private long next = first;

    String next() {
        next++;
        return String.format("%d%02d", next, next % MODULUS);
    }

    /** Returns whether this id was assigned before this sandbox was started. */
    boolean isFromEarlierRun(String id) {
        if (!FORM.matcher(id).matches()) {
            return false;
        }
        var serial = Long.parseLong(id.substring(0, 15));
        return serial < first && serial % MODULUS == Long.parseLong(id.substring(15));
    }
}
