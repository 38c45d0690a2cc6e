package io.parley.gateway;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.parley.model.ProviderEvent;
import io.parley.runtime.bus.BusRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** Writes items as {@link ProviderEvent}s, without a mapper, because the payload is the provider's unparsed bytes. */
final class EventWriter {

    /** Below the broker's record limit of 1 MiB, with a margin for everything besides the payload. */
    private static final int MAX_PAYLOAD = 900_000;

    /** Octets of one part of a larger payload, so that the part fits in Base64. */
    private static final int MAX_PART = MAX_PAYLOAD / 4 * 3;

    /** Ids of providers are shorter; longer ones would make the record too large. */
    private static final int MAX_ID = 256;

    private static final int HEADER_SIZE = 320;
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(DigestUtils::getSha256Digest);

    private EventWriter() {}

    /** One record; several unknown ones for an item that exceeds the record limit. */
    static List<BusRecord> write(Item item, Instant receivedAt, @Nullable String traceparent) {
        var id = id(item);
        if (item.size() > MAX_PAYLOAD) {
            return parts(item, id, receivedAt, traceparent);
        }
        var out = begin(item, id, item.kind(), receivedAt, item.size());
        payload(out, item);
        return List.of(end(out, item, traceparent));
    }

    /** The payload in parts, for analysis; no provider sends such items. */
    private static List<BusRecord> parts(Item item, String id, Instant receivedAt, @Nullable String traceparent) {
        var whole = new ByteArrayOutputStream(item.size());
        payload(whole, item);
        var payload = whole.toByteArray();
        var count = (payload.length + MAX_PART - 1) / MAX_PART;
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    var part = Arrays.copyOfRange(payload, i * MAX_PART, Math.min(payload.length, (i + 1) * MAX_PART));
                    var out = begin(item, id + "-" + (i + 1), Item.UNKNOWN, receivedAt, MAX_PAYLOAD);
                    ascii(out, "{\"part\":" + (i + 1) + ",\"parts\":" + count + ",\"base64\":\"");
                    out.writeBytes(Base64.getEncoder().encode(part));
                    ascii(out, "\"}");
                    return end(out, item, traceparent);
                })
                .toList();
    }

    private static ByteArrayOutputStream begin(Item item, String id, String kind, Instant receivedAt, int size) {
        var out = new ByteArrayOutputStream(HEADER_SIZE + size);
        ascii(out, "{\"schema\":" + ProviderEvent.SCHEMA + ",\"id\":\"" + id + "\"");
        text(out, "provider", item.provider());
        text(out, "kind", kind);
        text(out, "sender", limited(item.sender()));
        text(out, "key", limited(item.key()));
        ascii(out, ",\"receivedAt\":\"" + receivedAt + "\",\"payload\":");
        return out;
    }

    private static BusRecord end(ByteArrayOutputStream out, Item item, @Nullable String traceparent) {
        out.write('}');
        return BusRecord.of(item.topic(), limited(item.key()), out.toByteArray(), traceparent);
    }

    /** An id that is too long is replaced by its hash, so that different ids remain different. */
    private static String limited(String id) {
        return id.length() <= MAX_ID
                ? id
                : "sha256:" + HexFormat.of().formatHex(SHA_256.get().digest(id.getBytes(StandardCharsets.UTF_8)));
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
}
