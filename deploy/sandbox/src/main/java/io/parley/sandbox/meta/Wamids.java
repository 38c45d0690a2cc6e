package io.parley.sandbox.meta;

import io.parley.sandbox.web.ProviderIds;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * WhatsApp message ids. Like Meta's they contain the phone number; unlike Meta's they end in a checksum, so that the
 * sandbox recognizes its own ids after a restart without a store (the platform keeps them). Runs on the event loop.
 */
final class Wamids {
    private static final String PREFIX = "wamid.";
    private static final int CHECKSUM = 8;

    private final ProviderIds ids;
    private final RecentIds foreign = new RecentIds();

    Wamids(ProviderIds ids) {
        this.ids = ids;
    }

    /** Creates the id of a message to or from this person. */
    String next(String person) {
        var id = person + Long.toHexString(ids.next());
        return PREFIX + Base64.getEncoder().encodeToString((id + checksum(id)).getBytes(StandardCharsets.UTF_8));
    }

    /** Adds an id that was not created here. */
    void add(String wamid) {
        foreign.add(wamid);
    }

    boolean knows(String wamid) {
        return foreign.contains(wamid) || isOurs(wamid);
    }

    private static boolean isOurs(String wamid) {
        try {
            var text = wamid.startsWith(PREFIX) ? decoded(wamid) : "";
            var end = text.length() - CHECKSUM;
            return end > 0 && text.substring(end).equals(checksum(text.substring(0, end)));
        } catch (IllegalArgumentException e) {
            return false; // not Base64
        }
    }

    private static String decoded(String wamid) {
        return new String(Base64.getDecoder().decode(wamid.substring(PREFIX.length())), StandardCharsets.UTF_8);
    }

    private static String checksum(String id) {
        var crc = new CRC32C();
        crc.update(id.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }
}
