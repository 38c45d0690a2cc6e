package io.parley.gateway;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.parley.model.ProviderEvent;
import io.parley.runtime.bus.BusRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/** Writes items as {@link ProviderEvent}s, without a mapper, because the payload is the provider's unparsed bytes. */
final class EventWriter {

    /** Below the broker's record limit of 1 MiB, with a margin for everything besides the payload. */
    private static final int MAX_PAYLOAD = 900_000;

    private static final int HEADER_SIZE = 320;
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(EventWriter::sha256);

    private EventWriter() {}

    static BusRecord write(Item item, Instant receivedAt, String traceparent) {
        var id = id(item);
        var fits = item.size() <= MAX_PAYLOAD;
        var out = new ByteArrayOutputStream(HEADER_SIZE + (fits ? item.size() : MAX_PAYLOAD));
        ascii(out, "{\"schema\":" + ProviderEvent.SCHEMA + ",\"id\":\"" + id + "\"");
        text(out, "provider", item.provider());
        text(out, "kind", fits ? item.kind() : Item.UNKNOWN);
        text(out, "sender", item.sender());
        text(out, "key", item.key());
        ascii(out, ",\"receivedAt\":\"" + receivedAt + "\",\"payload\":");
        if (fits) {
            payload(out, item);
        } else {
            truncated(out, item);
        }
        out.write('}');
        return BusRecord.of(item.topic(), item.key(), out.toByteArray(), traceparent);
    }

    /** Bytes that are not JSON, as a JSON value. */
    static Slice opaque(byte[] body) {
        return Slice.ofJson("{\"base64\":\"" + Base64.getEncoder().encodeToString(body) + "\"}");
    }

    /** The text as a JSON string. */
    static String quoted(String text) {
        return '"'
                + new String(JsonStringEncoder.getInstance().quoteAsUTF8(wellFormed(text)), StandardCharsets.UTF_8)
                + '"';
    }

    private static void payload(ByteArrayOutputStream out, Item item) {
        var first = item.payload().getFirst();
        if (first.name().isEmpty()) {
            slice(out, first.value());
            return;
        }
        var separator = '{';
        for (var member : item.payload()) {
            out.write(separator);
            ascii(out, "\"" + member.name() + "\":");
            slice(out, member.value());
            separator = ',';
        }
        out.write('}');
    }

    /** Writes the beginning of an item that exceeds the record limit, for analysis; no provider sends such items. */
    private static void truncated(ByteArrayOutputStream out, Item item) {
        var largest = item.payload().stream()
                .map(Item.Member::value)
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .orElseThrow();
        var head = new byte[Math.min(largest.length(), MAX_PAYLOAD / 2)];
        System.arraycopy(largest.bytes(), largest.from(), head, 0, head.length);
        ascii(out, "{\"cut\":true,\"bytes\":" + item.size() + ",\"base64\":\"");
        ascii(out, Base64.getEncoder().encodeToString(head));
        ascii(out, "\"}");
    }

    private static String id(Item item) {
        var digest = SHA_256.get();
        for (var part : new String[] {item.provider(), item.sender(), item.kind()}) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        item.identity().forEach(slice -> {
            slice.addTo(digest);
            digest.update((byte) 0);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void text(ByteArrayOutputStream out, String name, String value) {
        ascii(out, ",\"" + name + "\":\"");
        out.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(wellFormed(value)));
        out.write('"');
    }

    /** Replaces lone surrogates, which cannot be encoded; only forged ids contain them. */
    private static String wellFormed(String value) {
        return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static void slice(ByteArrayOutputStream out, Slice slice) {
        out.write(slice.bytes(), slice.from(), slice.length());
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
