package io.parley.messaging.channel.sms;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.runtime.time.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Creates parked events of PDUs that are acknowledged but cannot be used: the octets in hexadecimal with the SMSC and
 * the time. The SMSC will not send them again.
 */
record UnreadableContent(ObjectMapper json, InstantSource time) {

    /** A whole PDU. The id is the same if the SMSC sends it again with another sequence number. */
    Unreadable pdu(String smsc, String reason, byte[] pdu) {
        var content = content(smsc).put("pdu", hex(pdu));
        return new Unreadable(reason, digest(smsc, pdu), content.toString());
    }

    /**
     * Segments of an inbound text, without their headers.
     *
     * @param id of the text
     */
    Unreadable message(String smsc, String id, UserText text) {
        var content = content(smsc);
        var parts = content.put("messageId", id).putArray("parts");
        text.pieces().forEach(segment -> parts.addObject()
                .put("number", segment.number())
                .put("dataCoding", segment.coding() & 0xFF)
                .put("octets", hex(segment.octets())));
        return new Unreadable("text of unknown coding", id, content.toString());
    }

    private ObjectNode content(String smsc) {
        return json.createObjectNode().put("smsc", smsc).put("receivedAt", Timestamps.text(time.instant()));
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }

    private static String digest(String smsc, byte[] pdu) {
        var sha256 = DigestUtils.getSha256Digest();
        sha256.update(smsc.getBytes(StandardCharsets.UTF_8));
        sha256.update(pdu, RawPdu.HEADER, Math.max(0, pdu.length - RawPdu.HEADER));
        return hex(sha256.digest());
    }
}
