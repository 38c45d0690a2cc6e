package io.parley.messaging.channel.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.messaging.channel.SubmitHints;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.MoContent;
import io.parley.messaging.model.ProviderError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.NegativeResponseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inbound messages and receipts over a real bind. */
class SmsInboundTest {
    private static final String PERSON = "4915123456789";
    private static final String US = "4930555200";
    private static final int RECEIPT = 0x04;
    private static final int INTERMEDIATE = 0x20;
    private static final int HEADER = 0x40;

    private final ScriptedSmsc smsc = new ScriptedSmsc();
    private SmsTestBed bed;

    @BeforeEach
    void bind() {
        bed = new SmsTestBed(SmsTestBed.smsc("one", smsc.port(), "receipt-ids", "decimal"));
        bed.awaitBound(1);
    }

    @AfterEach
    void unbind() {
        bed.close();
        smsc.close();
    }

    @ParameterizedTest
    @CsvSource({
        "DELIVRD,DELIVERED", "UNDELIV,CHANNEL_FAILED", "EXPIRED,CHANNEL_FAILED",
        "REJECTD,CHANNEL_FAILED", "DELETED,CHANNEL_FAILED", "UNKNOWN,UNKNOWN"
    })
    void readsAReceipt(String stat, MessageState state) throws Exception {
        smsc.deliver(PERSON, US, RECEIPT, 0, ascii("id:0000002591 stat:" + stat + " err:012"));

        var status = assertInstanceOf(Status.class, bed.events.getFirst());
        assertEquals("sms/one", status.provider());
        assertEquals("a1f", status.providerMessageId());
        assertEquals(state, status.state());
        assertNull(status.messageId());
        assertEquals(
                state == MessageState.CHANNEL_FAILED
                        ? new ProviderError("sms::error::" + stat, stat + " – error 012")
                        : null,
                status.error());
    }

    @Test
    void aReceiptHasHintsOfItsMessage() throws Exception {
        smsc.deliver(
                PERSON,
                US,
                RECEIPT,
                0,
                ascii("id:0000002591 stat:DELIVRD text:Hello"),
                new OptionalParameter.User_message_reference((short) 0xFA11));

        assertEquals(
                new SubmitHints(US, PERSON, 0xFA11, "Hello"),
                assertInstanceOf(Status.class, bed.events.getFirst()).hints());
    }

    @Test
    void readsAReceiptInParameters() throws Exception {
        smsc.deliver(
                PERSON,
                US,
                RECEIPT,
                0,
                new byte[0],
                new OptionalParameter.Receipted_message_id("0A1F"),
                new OptionalParameter.Message_state((byte) 2));

        assertEquals(
                "a1f", assertInstanceOf(Status.class, bed.events.getFirst()).providerMessageId());
    }

    @Test
    void readsAReceiptInThePayload() throws Exception {
        smsc.deliver(
                PERSON, US, RECEIPT, 0, new byte[0], new OptionalParameter.Message_payload(ascii("id:7 stat:DELIVRD")));

        assertEquals("7", assertInstanceOf(Status.class, bed.events.getFirst()).providerMessageId());
    }

    @Test
    void intermediateStatesAreIgnored() throws Exception {
        smsc.deliver(PERSON, US, RECEIPT, 0, ascii("id:7 stat:ENROUTE"));
        smsc.deliver(PERSON, US, RECEIPT, 0, ascii("id:7 stat:ACCEPTD"));
        smsc.deliver(PERSON, US, INTERMEDIATE, 0, ascii("id:7 stat:DELIVRD"));

        assertTrue(bed.events.isEmpty());
    }

    @Test
    void anUnreadableReceiptIsParked() throws Exception {
        smsc.deliver(PERSON, US, RECEIPT, 0, ascii("stat:DELIVRD"));

        assertInstanceOf(Unreadable.class, bed.events.getFirst());
    }

    @Test
    void readsAMessage() throws Exception {
        smsc.deliver("+" + PERSON, US, 0, 0, new byte[] {'H', 'i', 0x20, 0x1B, 0x65});

        var received = received();
        assertEquals("sms/one", received.provider());
        assertEquals(US, received.senderProviderId());
        assertEquals(PERSON, received.from());
        assertNull(received.publicId());
        assertEquals(new MoContent.Text("Hi €"), received.content());
        assertEquals(1, received.details().path("size").asInt());
        assertEquals(false, received.details().path("missingParts").asBoolean());
        assertEquals(
                1,
                received.details().path("parts").path(0).path("sequenceNumber").asInt());
    }

    @Test
    void equalMessagesHaveDifferentIds() throws Exception {
        smsc.deliver(PERSON, US, 0, 0, ascii("Yes"));
        smsc.deliver(PERSON, US, 0, 0, ascii("Yes"));

        assertEquals(
                2,
                bed.events.stream()
                        .map(event -> ((Received) event).providerMessageId())
                        .distinct()
                        .count());
    }

    @ParameterizedTest
    @CsvSource({"8,00480069D83DDE00,Hi😀", "3,48E9,Hé", "1,48,H", "240,4805,Hé", "6,C4,Ф", "24,0048,H"})
    void decodesEveryAlphabet(int coding, String octets, String text) throws Exception {
        smsc.deliver(PERSON, US, 0, coding, java.util.HexFormat.of().parseHex(octets));

        assertEquals(new MoContent.Text(text), received().content());
    }

    @Test
    void removesNulCharacters() throws Exception {
        smsc.deliver(PERSON, US, 0, 8, "a\0b".getBytes(StandardCharsets.UTF_16BE));

        assertEquals(new MoContent.Text("ab"), received().content());
    }

    @Test
    void joinsSegmentsInAnyOrder() throws Exception {
        smsc.deliver(PERSON, US, HEADER, 0, segment(2, 2, "world"));
        assertTrue(bed.events.isEmpty());
        smsc.deliver(PERSON, US, HEADER, 0, segment(2, 1, "Hello "));

        assertEquals(new MoContent.Text("Hello world"), received().content());
        assertEquals(2, received().details().path("size").asInt());
        assertEquals(2, received().details().path("parts").size());
    }

    @Test
    void joinsSegmentsWithASplitSurrogatePair() throws Exception {
        var smile = "😀".getBytes(StandardCharsets.UTF_16BE);
        smsc.deliver(PERSON, US, HEADER, 8, segment(2, 1, new byte[] {smile[0], smile[1]}));
        smsc.deliver(PERSON, US, HEADER, 8, segment(2, 2, new byte[] {smile[2], smile[3]}));

        assertEquals(new MoContent.Text("😀"), received().content());
    }

    @Test
    void joinsSegmentsWithALongReference() throws Exception {
        smsc.deliver(PERSON, US, HEADER, 0, new byte[] {6, 8, 4, 1, 2, 2, 1, 'a'});
        smsc.deliver(PERSON, US, HEADER, 0, new byte[] {6, 8, 4, 1, 2, 2, 2, 'b'});

        assertEquals(new MoContent.Text("ab"), received().content());
    }

    @Test
    void joinsSegmentsNumberedInParameters() throws Exception {
        for (byte number = 1; number <= 2; number++) {
            smsc.deliver(
                    PERSON,
                    US,
                    0,
                    0,
                    new byte[] {(byte) ('a' + number)},
                    new OptionalParameter.Sar_msg_ref_num((short) 7),
                    new OptionalParameter.Sar_total_segments((byte) 2),
                    new OptionalParameter.Sar_segment_seqnum(number));
        }

        assertEquals(new MoContent.Text("bc"), received().content());
    }

    @Test
    void aRepeatedSegmentIsCountedOnce() throws Exception {
        smsc.deliver(PERSON, US, HEADER, 0, segment(2, 1, "a"));
        smsc.deliver(PERSON, US, HEADER, 0, segment(2, 1, "a"));
        assertTrue(bed.events.isEmpty());
        smsc.deliver(PERSON, US, HEADER, 0, segment(2, 2, "b"));

        assertEquals(new MoContent.Text("ab"), received().content());
    }

    @Test
    void aMalformedHeaderIsIgnored() throws Exception {
        smsc.deliver(PERSON, US, HEADER, 0, new byte[] {(byte) 0xFF, 0, 3, 1});
        smsc.deliver(PERSON, US, HEADER, 0, new byte[] {5, 0, 3, 1, 0, 0, 'x'});
        smsc.deliver(PERSON, US, HEADER, 0, new byte[0]);

        assertEquals(3, bed.events.size());
    }

    @Test
    void aFailedCommitAsksTheSmscToRetry() throws Exception {
        bed.commitFails = true;

        var refusal = assertThrows(NegativeResponseException.class, () -> smsc.deliver(PERSON, US, 0, 0, ascii("Hi")));

        assertEquals(0x64, refusal.getCommandStatus());
        bed.commitFails = false;
        smsc.deliver(PERSON, US, 0, 0, ascii("Hi"));
        assertEquals(new MoContent.Text("Hi"), received().content());
    }

    private Received received() {
        assertEquals(1, bed.events.size());
        return assertInstanceOf(Received.class, bed.events.getFirst());
    }

    private static byte[] segment(int total, int number, String text) {
        return segment(total, number, ascii(text));
    }

    private static byte[] segment(int total, int number, byte[] octets) {
        return ByteBuffer.allocate(6 + octets.length)
                .put(new byte[] {5, 0, 3, 42, (byte) total, (byte) number})
                .put(octets)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
