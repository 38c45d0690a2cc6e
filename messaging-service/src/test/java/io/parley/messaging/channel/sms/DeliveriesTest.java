package io.parley.messaging.channel.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.MoContent;
import io.parley.messaging.model.ProviderError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PDUs that deviate from the standard, sent as octets over a real bind. */
class DeliveriesTest {
    private static final String RECEIPT = "id:7070701 sub:001 dlvrd:001 submit date:2611291001 done date:2611291002"
            + " stat:DELIVRD err:000 Text:hello";

    private RawSmsc smsc;
    private SmsTestBed bed;

    @BeforeEach
    void bind() throws IOException {
        smsc = new RawSmsc();
        bed = new SmsTestBed(SmsTestBed.smsc("one", smsc.port()));
        bed.awaitBound(1);
    }

    @AfterEach
    void unbind() throws IOException {
        bed.close();
        smsc.close();
    }

    @Test
    void aReceiptWithStateFailedFailsTheMessage() throws Exception {
        deliver(Pdus.receipt("id:FA11 sub:001 dlvrd:001 submit date:2611291001 done date:0000000000 stat:FAILED err:002"
                + " Text:"));

        var status = only(Status.class);
        assertEquals("fa11", status.providerMessageId());
        assertEquals(MessageState.CHANNEL_FAILED, status.state());
        assertEquals(new ProviderError("sms::error::FAILED", "FAILED – error 002"), status.error());
    }

    @Test
    void usesTheIdOfTheTextIfTheParameterIsEmpty() throws Exception {
        deliver(Pdus.receipt("id:E303 stat:DELIVRD", "001e000100", "0427000102"));

        assertEquals("e303", only(Status.class).providerMessageId());
    }

    /** Without the setting for this SMSC, because a person can write the same text. */
    @Test
    void aReceiptMarkedAsAMessageIsAMessageByDefault() throws Exception {
        bed.sent.add("sms/one/7070701");
        deliver(Pdus.deliverSm(0, 0, ascii(RECEIPT)));

        assertEquals(new MoContent.Text(RECEIPT), only(Received.class).content());
    }

    @Test
    void aReceiptMarkedAsAMessageIsAReceiptWithTheSetting() throws Exception {
        bindWith("receipts-as-messages", "true");
        bed.sent.add("sms/one/7070701");
        deliver(Pdus.deliverSm(0, 0, ascii(RECEIPT)));
        deliver(Pdus.dataSm(0, 0, Pdus.payload(RECEIPT)));

        assertEquals(2, bed.events.size());
        for (var event : bed.events) {
            assertEquals(
                    MessageState.DELIVERED,
                    assertInstanceOf(Status.class, event).state());
        }
    }

    @Test
    void aReceiptMarkedAsAMessageMatchesItsIdInTheOtherBase() throws Exception {
        bindWith("receipts-as-messages", "true");
        bed.sent.add("sms/one/6be3ed");
        deliver(Pdus.deliverSm(0, 0, ascii(RECEIPT)));

        only(Status.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {RECEIPT, "id:7070702", "my id:7070701 please", "Hello"})
    void aTextWithoutAKnownIdIsAMessage(String text) throws Exception {
        bindWith("receipts-as-messages", "true");
        deliver(Pdus.deliverSm(0, 0, ascii(text)));

        assertEquals(new MoContent.Text(text), only(Received.class).content());
    }

    /** It is acknowledged and parked with all octets; a repeat has the same id. */
    @ParameterizedTest
    @ValueSource(strings = {"hello", "id:7", "stat:DELIVRD", "id:7 stat:OTHER", "", "id: stat:"})
    void anUnreadableReceiptIsParked(String text) throws Exception {
        var pdu = Pdus.receipt(text);
        deliver(pdu);

        var event = only(Unreadable.class);
        var content = new ObjectMapper().readTree(event.content());
        assertEquals(HexFormat.of().formatHex(pdu), content.path("pdu").asText());
        assertEquals("one", content.path("smsc").asText());
        assertEquals("2026-01-02T03:04:05.000Z", content.path("receivedAt").asText());

        pdu[15] = 2;
        deliver(pdu);
        assertEquals(event.id(), ((Unreadable) bed.events.getLast()).id());
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
        var answer = smsc.send(pdu);

        assertEquals(0x80000005, answer.command());
        assertEquals(0, answer.status());
        assertEquals(5, answer.sequence());
        var content = new ObjectMapper().readTree(only(Unreadable.class).content());
        assertEquals(HexFormat.of().formatHex(pdu), content.path("pdu").asText());
    }

    @ParameterizedTest
    @ValueSource(ints = {0x08, 0x10, 0x18, 0x20, 0x3C})
    void aPduOfAnotherTypeIsParked(int esmClass) throws Exception {
        deliver(Pdus.deliverSm(esmClass, 0, ascii("anything")));

        assertTrue(only(Unreadable.class).content().contains(HexFormat.of().formatHex(ascii("anything"))));
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
            deliver(pdu);
        }

        assertEquals(pdus.size(), bed.events.size());
        for (var i = 0; i < pdus.size(); i++) {
            var content = assertInstanceOf(Unreadable.class, bed.events.get(i)).content();
            assertTrue(content.contains(HexFormat.of().formatHex(pdus.get(i))), content);
        }
    }

    /** A receipt identifies its message by the id, not by the addresses. */
    @Test
    void aReceiptWithoutASenderIsAStatus() throws Exception {
        deliver(Pdus.deliverSm("", Pdus.US, 4, 0, ascii(RECEIPT)));

        assertEquals(MessageState.DELIVERED, only(Status.class).state());
    }

    /** Fields longer than the standard allows are accepted. */
    @Test
    void aMessageWithOverlongFieldsAndTruncatedParametersIsAccepted() throws Exception {
        var body = "43".repeat(10) + "00" + "0101" + "31".repeat(30) + "00" + "0101" + "32".repeat(25) + "00" //
                + "00" + "0000" + "30".repeat(20) + "00" + "30".repeat(20) + "00" + "0000" + "0000" + "02" + "4869" //
                + "0427000a02";
        var answer = smsc.send(RawSmsc.pdu(Pdus.DELIVER_SM, 0, 9, body));

        assertEquals(0, answer.status());
        var received = only(Received.class);
        assertEquals(new MoContent.Text("Hi"), received.content());
        assertEquals("1".repeat(30), received.from());
    }

    @Test
    void aFailedCommitAsksTheSmscToRetry() throws Exception {
        bed.commitFails = true;

        assertEquals(0x64, smsc.send(RawSmsc.pdu(Pdus.DELIVER_SM, 0, 5, "00")).status());
        assertEquals(
                0x64,
                smsc.send(Pdus.dataSm(4, 0, Pdus.payload("id:7 stat:DELIVRD"))).status());
    }

    @Test
    void readsAReceiptInDataSm() throws Exception {
        var answer = smsc.send(Pdus.dataSm(4, 0, "001e00054641313100", "0427000105", "0423000303000c"));

        assertEquals(0x80000103, answer.command());
        assertEquals(0, answer.status());
        var status = only(Status.class);
        assertEquals("fa11", status.providerMessageId());
        assertEquals("UNDELIV – error 12", status.error().message());
    }

    @Test
    void readsAMessageInDataSm() throws Exception {
        deliver(Pdus.dataSm(0, 8, Pdus.parameter(0x0424, "Żółć".getBytes(StandardCharsets.UTF_16BE))));

        var received = only(Received.class);
        assertEquals(new MoContent.Text("Żółć"), received.content());
        assertEquals(Pdus.PERSON, received.from());
        assertEquals(Pdus.US, received.senderProviderId());
    }

    @Test
    void eachSegmentIsDecodedByItsOwnCoding() throws Exception {
        smsc.send(
                "0000005c0000000500000000000000010001013439313535353030303131313100010134393330353535323030004000000000"
                        + "000000002405000341020143616c6c206d65206261636b20746f6d6f72726f772c207468616e6b7320");
        smsc.send(
                "0000004c0000000500000000000000010001013439313535353030303131313100010134393330353535323030004000000000"
                        + "0000080014050003410202d83dde000020017b00f301420107");

        assertEquals(
                new MoContent.Text("Call me back tomorrow, thanks 😀 Żółć"),
                only(Received.class).content());
    }

    @Test
    void readsASpanishSingleShift() throws Exception {
        smsc.send(
                "0000005e0000000500000000000000010001013439313535353030303131313100010134393330353535323030004000000000"
                        + "000000002603240102456c2070721b6f78696d6f20641b6961207365721b61206d1b617320661b6163696c");

        assertEquals(
                new MoContent.Text("El próximo día será más fácil"),
                only(Received.class).content());
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
            deliver(Pdus.deliverSm(
                    0x40,
                    coding,
                    HexFormat.of()
                            .parseHex("05000341%02x%02x".formatted(segments.length, i + 1)
                                    + segments[i].substring(3).replace(" ", ""))));
        }

        assertEquals(new MoContent.Text(text), ((Received) bed.events.getLast()).content());
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
        deliver(Pdus.deliverSm(0, Integer.parseInt(coding, 16), HexFormat.of().parseHex(octets)));

        assertEquals(new MoContent.Text(text), only(Received.class).content());
    }

    /** The customer gets an event of unknown content; the octets are parked for operators. */
    @ParameterizedTest
    @ValueSource(ints = {0x02, 0x04, 0x05, 0x09, 0x14, 0x15, 0x20, 0x28, 0x3F, 0x44, 0x60, 0xF4, 0xF5})
    void aBinaryMessageIsUnknownAndItsOctetsAreParked(int coding) throws Exception {
        deliver(Pdus.deliverSm(0, coding, new byte[] {0x0A, 0x0B, 0x0C}));

        assertEquals(2, bed.events.size());
        var parked = assertInstanceOf(Unreadable.class, bed.events.getFirst());
        assertTrue(parked.content().contains("\"octets\":\"0a0b0c\""), parked.content());
        assertTrue(parked.content().contains("\"dataCoding\":" + coding), parked.content());
        assertEquals(
                new MoContent.Unknown(),
                assertInstanceOf(Received.class, bed.events.getLast()).content());
    }

    private void bindWith(String setting, String value) {
        bed.close();
        bed = new SmsTestBed(SmsTestBed.smsc("one", smsc.port(), setting, value));
        bed.awaitBound(1);
    }

    private void deliver(byte[] pdu) throws Exception {
        assertEquals(0, smsc.send(pdu).status());
    }

    private <T> T only(Class<T> type) {
        assertEquals(1, bed.events.size());
        return assertInstanceOf(type, bed.events.getFirst());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
