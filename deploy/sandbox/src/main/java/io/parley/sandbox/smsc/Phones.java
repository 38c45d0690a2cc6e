package io.parley.sandbox.smsc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.fault.ReceiptTraits.Command;
import io.parley.sandbox.ledger.InboundLedger;
import io.parley.sandbox.post.DueQueue;
import io.parley.sandbox.web.ProviderIds;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.bean.OptionalParameter;

/** The phones: converts a text to deliver_sm as SMSCs do, whole or in segments, in each charset. */
final class Phones {

    private static final byte UDHI = 0x40;
    private static final byte[] NOTHING = {};

    private final SmsPhones phones;
    private final InboundLedger inbound;
    private final Deliveries deliveries;
    private final DueQueue clock;
    private final ProviderIds ids;
    private final AtomicInteger references = new AtomicInteger();

    Phones(SmsPhones phones, InboundLedger inbound, Deliveries deliveries, DueQueue clock, ProviderIds ids) {
        this.phones = phones;
        this.inbound = inbound;
        this.deliveries = deliveries;
        this.clock = clock;
        this.ids = ids;
    }

    /** How a text is split into segments. */
    private enum Concatenation {
        NONE(0),
        UDH8(6),
        UDH16(7),
        SAR(6),
        PAYLOAD(0);

        private final int header;

        Concatenation(int header) {
            this.header = header;
        }
    }

    /** Sends a message from a phone (README). Returns its id in the inbound ledger. */
    String receive(ObjectNode request) {
        var text = request.path("text").asText("");
        var charset = charset(request.path("encoding").asText("auto"), text);
        var concatenation = Concatenation.valueOf(
                request.path("concatenation").asText("udh8").toUpperCase(Locale.ROOT));
        var segments = segments(text, charset, concatenation);
        var id = Long.toString(ids.next());
        var logged = inbound.append(
                "sms", id, request.path("from").asText(), request.path("to").asText(), text);
        phones.received(id, request.path("from").asText(), request.path("to").asText(), text);
        var delivers = delivers(request, charset, concatenation, segments, () -> {
            logged.acked();
            phones.passed(id);
        });
        clock.after(0, () -> delivers.forEach(deliveries::add));
        return id;
    }

    private static SmsCharset charset(String encoding, String text) {
        return encoding.equals("auto")
                ? SmsCharset.fitting(text)
                : SmsCharset.valueOf(encoding.toUpperCase(Locale.ROOT));
    }

    private List<Deliver> delivers(
            ObjectNode request,
            SmsCharset charset,
            Concatenation concatenation,
            List<String> segments,
            Runnable onAcked) {
        var dropped = new HashSet<Integer>();
        request.path("dropParts").forEach(part -> dropped.add(part.asInt()));
        var reference = references.incrementAndGet();
        var remaining = new AtomicInteger(segments.size() - dropped.size());
        var acked = (Runnable) () -> {
            if (remaining.decrementAndGet() == 0) {
                onAcked.run();
            }
        };
        var delivers = new ArrayList<Deliver>();
        for (var i = 1; i <= segments.size(); i++) {
            if (!dropped.contains(i)) {
                delivers.add(deliver(request, charset, concatenation, segments, i, reference, acked));
            }
        }
        if (request.path("shuffleParts").asBoolean()) {
            Collections.reverse(delivers);
        }
        if (request.path("repeatParts").asBoolean()) {
            delivers.addAll(delivers.reversed());
        }
        return delivers;
    }

    private static Deliver deliver(
            ObjectNode request,
            SmsCharset charset,
            Concatenation concatenation,
            List<String> segments,
            int number,
            int reference,
            Runnable acked) {
        var octets = charset.encode(segments.get(number - 1));
        var whole = segments.size() == 1;
        var header = whole ? NOTHING : header(concatenation, reference, segments.size(), number);
        return new Deliver(
                "inboundParts",
                Command.valueOf(request.path("command").asText("deliver_sm")),
                request.path("from").asText(),
                request.path("to").asText(),
                header.length > 0 ? UDHI : 0,
                (byte) request.path("dataCoding").asInt(charset.dataCoding()),
                concatenation == Concatenation.PAYLOAD ? NOTHING : joined(header, octets),
                tlvs(concatenation, whole, octets, reference, segments.size(), number),
                status -> {
                    if (status == 0) {
                        acked.run();
                    }
                });
    }

    private static byte[] header(Concatenation concatenation, int reference, int total, int number) {
        return switch (concatenation) {
            case UDH8 -> new byte[] {5, 0, 3, (byte) reference, (byte) total, (byte) number};
            case UDH16 -> new byte[] {6, 8, 4, (byte) (reference >> 8), (byte) reference, (byte) total, (byte) number};
            case NONE, SAR, PAYLOAD -> NOTHING;
        };
    }

    private static List<OptionalParameter> tlvs(
            Concatenation concatenation, boolean whole, byte[] octets, int reference, int total, int number) {
        if (concatenation == Concatenation.PAYLOAD) {
            return List.of(new OptionalParameter.Message_payload(octets));
        }
        return concatenation != Concatenation.SAR || whole
                ? List.of()
                : List.of(
                        new OptionalParameter.Sar_msg_ref_num((short) reference),
                        new OptionalParameter.Sar_total_segments((byte) total),
                        new OptionalParameter.Sar_segment_seqnum((byte) number));
    }

    private static byte[] joined(byte[] header, byte[] octets) {
        var joined = new ByteArrayOutputStream(header.length + octets.length);
        joined.writeBytes(header);
        joined.writeBytes(octets);
        return joined.toByteArray();
    }

    private static List<String> segments(String text, SmsCharset charset, Concatenation concatenation) {
        var whole = concatenation == Concatenation.NONE || concatenation == Concatenation.PAYLOAD;
        return whole || size(text, charset) <= 140 ? List.of(text) : split(text, charset, 140 - concatenation.header);
    }

    private static List<String> split(String text, SmsCharset charset, int maxOctets) {
        var segments = new ArrayList<String>();
        var segment = new StringBuilder();
        for (var character : characters(text)) {
            if (size(segment + character, charset) > maxOctets) {
                segments.add(segment.toString());
                segment.setLength(0);
            }
            segment.append(character);
        }
        segments.add(segment.toString());
        return segments;
    }

    private static List<String> characters(String text) {
        return text.codePoints().mapToObj(Character::toString).toList();
    }

    /** Returns the number of octets transmitted; GSM-7 packs eight characters into seven octets. */
    private static int size(String text, SmsCharset charset) {
        var octets = charset.encode(text).length;
        return charset == SmsCharset.GSM7 ? (octets * 7 + 7) / 8 : octets;
    }
}
