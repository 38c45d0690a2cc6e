package io.parley.sandbox.meta;

import java.util.regex.Pattern;

/**
 * Ids of files: 17 digits, the last two of which are a checksum. The files end with the sandbox, but the platform keeps
 * their ids for 30 days as Meta would; therefore an id from before a restart is known for sending, by its checksum. Lives
 * on the event loop.
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

    /** Whether this id was given out before this sandbox was started. */
    boolean isFromBefore(String id) {
        if (!FORM.matcher(id).matches()) {
            return false;
        }
        var serial = Long.parseLong(id.substring(0, 15));
        return serial < first && serial % MODULUS == Long.parseLong(id.substring(15));
    }
}
