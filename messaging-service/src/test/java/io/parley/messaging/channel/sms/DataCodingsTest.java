package io.parley.messaging.channel.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.messaging.model.MoContent;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts in every data coding, as octets over a real bind. */
class DataCodingsTest {
    @RegisterExtension
    final RawBind bind = new RawBind();

    @Test
    void eachSegmentIsDecodedByItsOwnCoding() throws Exception {
        bind.smsc.send(
                "0000005c0000000500000000000000010001013439313535353030303131313100010134393330353535323030004000000000"
                        + "000000002405000341020143616c6c206d65206261636b20746f6d6f72726f772c207468616e6b7320");
        bind.smsc.send(
                "0000004c0000000500000000000000010001013439313535353030303131313100010134393330353535323030004000000000"
                        + "0000080014050003410202d83dde000020017b00f301420107");

        assertEquals(
                new MoContent.Text("Call me back tomorrow, thanks 😀 Żółć"),
                bind.only(Received.class).content());
    }

    @Test
    void readsASpanishSingleShift() throws Exception {
        bind.smsc.send(
                "0000005e0000000500000000000000010001013439313535353030303131313100010134393330353535323030004000000000"
                        + "000000002603240102456c2070721b6f78696d6f20641b6961207365721b61206d1b617320661b6163696c");

        assertEquals(
                new MoContent.Text("El próximo día será más fácil"),
                bind.only(Received.class).content());
    }

    /** Split surrogate pairs and escapes, byte order marks, changes of coding, a binary segment in between. */
    @ParameterizedTest
    @CsvSource({
        "'00:41 1B,00:65 42','A€B'",
        "'08:0041 D83D,08:DE00 0042','A😀B'",
        "'08:FEFF 0041 D83D,08:FEFF DE00 0042','A😀B'",
        "'08:FFFE 4100 3DD8,08:00DE 4200','A😀B'",
        "'00:41 1B,08:0042','A B'",
        "'00:41,03:E9,08:017B','AéŻ'",
        "'D0:41,E0:017B,C8:42','AŻB'",
        "'00:41,04:0102,00:42','AB'"
    })
    void adjacentSegmentsOfTheSameCodingAreJoined(String parts, String text) throws Exception {
        var segments = parts.split(",");
        for (var i = 0; i < segments.length; i++) {
            var coding = Integer.parseInt(segments[i].substring(0, 2), 16);
            bind.deliver(Pdus.deliverSm(
                    0x40,
                    coding,
                    HexFormat.of()
                            .parseHex("05000341%02x%02x".formatted(segments.length, i + 1)
                                    + segments[i].substring(3).replace(" ", ""))));
        }

        assertEquals(new MoContent.Text(text), ((Received) bind.bed.events.getLast()).content());
    }

    @ParameterizedTest
    @CsvSource({
        "C0,4805,Hé",
        "C8,4805,Hé",
        "CB,4805,Hé",
        "D0,4805,Hé",
        "D9,4805,Hé",
        "E0,004800E9,Hé",
        "E8,004800E9,Hé",
        "F0,4805,Hé",
        "F3,4805,Hé",
        "10,4805,Hé",
        "13,4805,Hé",
        "18,004800E9,Hé",
        "1B,004800E9,Hé",
        "40,4805,Hé",
        "48,004800E9,Hé",
        "58,004800E9,Hé",
        "80,4805,Hé",
        "08,FEFF004800E9,Hé",
        "08,FFFE4800E900,Hé",
        "0E,C7D1,한",
        "0A,1B2442467C1B2842,日"
    })
    void decodesEveryCodingGroup(String coding, String octets, String text) throws Exception {
        bind.deliver(
                Pdus.deliverSm(0, Integer.parseInt(coding, 16), HexFormat.of().parseHex(octets)));

        assertEquals(new MoContent.Text(text), bind.only(Received.class).content());
    }

    /** The customer gets an event of unknown content; the octets are parked for operators. */
    @ParameterizedTest
    @ValueSource(ints = {0x02, 0x04, 0x05, 0x09, 0x14, 0x15, 0x20, 0x28, 0x3F, 0x44, 0x60, 0xF4, 0xF5})
    void aBinaryMessageIsUnknownAndItsOctetsAreParked(int coding) throws Exception {
        bind.deliver(Pdus.deliverSm(0, coding, new byte[] {0x0A, 0x0B, 0x0C}));

        assertEquals(2, bind.bed.events.size());
        var parked = assertInstanceOf(Unreadable.class, bind.bed.events.getFirst());
        assertTrue(parked.content().contains("\"octets\":\"0a0b0c\""), parked.content());
        assertTrue(parked.content().contains("\"dataCoding\":" + coding), parked.content());
        assertEquals(
                new MoContent.Unknown(),
                assertInstanceOf(Received.class, bind.bed.events.getLast()).content());
    }
}
