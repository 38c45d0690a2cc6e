package io.parley.sandbox.meta;

import io.parley.sandbox.web.ProviderIds;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * Ids of WhatsApp messages. Like Meta's they hold the phone's number; unlike Meta's they end in a checksum, so that the
 * sandbox knows a message of its own after a restart, which the platform's data outlives, without a store. Lives on the
 * event loop.
 */
final class Wamids {
    private static final String PREFIX = "wamid.";
    private static final int CHECKSUM = 8;

    private final ProviderIds ids;
    private final RecentIds given = new RecentIds();

    Wamids(ProviderIds ids) {
        this.ids = ids;
    }

    /** A new id of a message with this person. */
    String next(String person) {
        var id = person + Long.toHexString(ids.next());
        return PREFIX + Base64.getEncoder().encodeToString((id + checksum(id)).getBytes(StandardCharsets.UTF_8));
    }

    /** Makes an id known that was not made here. */
    void remember(String wamid) {
        given.add(wamid);
    }

    boolean knows(String wamid) {
        return given.contains(wamid) || isOurs(wamid);
    }

    private static boolean isOurs(String wamid) {
        try {
            var text = wamid.startsWith(PREFIX) ? decoded(wamid) : "";
            var end = text.length() - CHECKSUM;
            return end > 0 && text.substring(end).equals(checksum(text.substring(0, end)));
        } catch (IllegalArgumentException e) {
            return false; // no Base64
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
