package io.parley.messaging.channel.sms;

import static io.parley.messaging.channel.sms.RawBind.ascii;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PDUs that cannot be used are acknowledged and parked with all their octets. */
class ParkedPdusTest {
    @RegisterExtension
    final RawBind bind = new RawBind();

    /** It is acknowledged and parked with all octets; a repeat has the same id. */
    @ParameterizedTest
    @ValueSource(strings = {"hello", "id:7", "stat:DELIVRD", "id:7 stat:OTHER", "", "id: stat:"})
    void anUnreadableReceiptIsParked(String text) throws Exception {
        var pdu = Pdus.receipt(text);
        bind.deliver(pdu);

        var event = bind.only(Unreadable.class);
        var content = new ObjectMapper().readTree(event.content());
        assertEquals(HexFormat.of().formatHex(pdu), content.path("pdu").asText());
        assertEquals("one", content.path("smsc").asText());
        assertEquals("2026-01-02T03:04:05.000Z", content.path("receivedAt").asText());

        pdu[15] = 2;
        bind.deliver(pdu);
        assertEquals(event.id(), ((Unreadable) bind.bed.events.getLast()).id());
    }

    /** PDUs that jsmpp's decoder would lose or reject repeatedly. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "000101",
                "0001013439",
                "000101343931353535303030313131000101", //
                "0001013100010132000400000000000000000501", // shorter than sm_length
                "00010131000101320004000000000000000000042400ff6964" // a payload longer than the PDU
            })
    void anUndecodablePduIsParked(String body) throws Exception {
        var pdu = RawSmsc.pdu(Pdus.DELIVER_SM, 0, 5, body);
        var answer = bind.smsc.send(pdu);

        assertEquals(0x80000005, answer.command());
        assertEquals(0, answer.status());
        assertEquals(5, answer.sequence());
        var content = new ObjectMapper().readTree(bind.only(Unreadable.class).content());
        assertEquals(HexFormat.of().formatHex(pdu), content.path("pdu").asText());
    }

    @ParameterizedTest
    @ValueSource(ints = {0x08, 0x10, 0x18, 0x20, 0x3C})
    void aPduOfAnotherTypeIsParked(int esmClass) throws Exception {
        bind.deliver(Pdus.deliverSm(esmClass, 0, ascii("anything")));

        assertTrue(bind.only(Unreadable.class).content().contains(HexFormat.of().formatHex(ascii("anything"))));
    }

    /** With all octets; segments are not joined, because they can belong to different people. */
    @ParameterizedTest
    @ValueSource(strings = {"", "+", "  "})
    void aMessageWithoutASenderIsParked(String from) throws Exception {
        var pdus = List.of(
                Pdus.deliverSm(from, Pdus.US, 0, 0, ascii("Hi")),
                Pdus.deliverSm(from, Pdus.US, 0x40, 0, ascii("\5\0\3\7\2\1Hello ")),
                Pdus.deliverSm(from, Pdus.US, 0x40, 0, ascii("\5\0\3\7\2\2world")));
        for (var pdu : pdus) {
            bind.deliver(pdu);
        }

        assertEquals(pdus.size(), bind.bed.events.size());
        for (var i = 0; i < pdus.size(); i++) {
            var content =
                    assertInstanceOf(Unreadable.class, bind.bed.events.get(i)).content();
            assertTrue(content.contains(HexFormat.of().formatHex(pdus.get(i))), content);
        }
    }
}
