package io.parley.messaging.channel.sms;

import static io.parley.messaging.channel.sms.RawBind.ascii;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.MoContent;
import io.parley.messaging.model.ProviderError;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PDUs that deviate from the standard, sent as octets over a real bind. */
class DeliveriesTest {
    private static final String RECEIPT = "id:7070701 sub:001 dlvrd:001 submit date:2611291001 done date:2611291002"
            + " stat:DELIVRD err:000 Text:hello";

    @RegisterExtension
    final RawBind bind = new RawBind();

    @Test
    void aReceiptWithStateFailedFailsTheMessage() throws Exception {
        bind.deliver(
                Pdus.receipt("id:FA11 sub:001 dlvrd:001 submit date:2611291001 done date:0000000000 stat:FAILED err:002"
                        + " Text:"));

        var status = bind.only(Status.class);
        assertEquals("fa11", status.providerMessageId());
        assertEquals(MessageState.CHANNEL_FAILED, status.state());
        assertEquals(new ProviderError("sms::error::FAILED", "FAILED – error 002"), status.error());
    }

    @Test
    void usesTheIdOfTheTextIfTheParameterIsEmpty() throws Exception {
        bind.deliver(Pdus.receipt("id:E303 stat:DELIVRD", "001e000100", "0427000102"));

        assertEquals("e303", bind.only(Status.class).providerMessageId());
    }

    /** Without the setting for this SMSC, because a person can write the same text. */
    @Test
    void aReceiptMarkedAsAMessageIsAMessageByDefault() throws Exception {
        bind.bed.sent.add("sms/one/7070701");
        bind.deliver(Pdus.deliverSm(0, 0, ascii(RECEIPT)));

        assertEquals(new MoContent.Text(RECEIPT), bind.only(Received.class).content());
    }

    @Test
    void aReceiptMarkedAsAMessageIsAReceiptWithTheSetting() throws Exception {
        bind.bindWith("receipts-as-messages", "true");
        bind.bed.sent.add("sms/one/7070701");
        bind.deliver(Pdus.deliverSm(0, 0, ascii(RECEIPT)));
        bind.deliver(Pdus.dataSm(0, 0, Pdus.payload(RECEIPT)));

        assertEquals(2, bind.bed.events.size());
        for (var event : bind.bed.events) {
            assertEquals(
                    MessageState.DELIVERED,
                    assertInstanceOf(Status.class, event).state());
        }
    }

    @Test
    void aReceiptMarkedAsAMessageMatchesItsIdInTheOtherBase() throws Exception {
        bind.bindWith("receipts-as-messages", "true");
        bind.bed.sent.add("sms/one/6be3ed");
        bind.deliver(Pdus.deliverSm(0, 0, ascii(RECEIPT)));

        bind.only(Status.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {RECEIPT, "id:7070702", "my id:7070701 please", "Hello"})
    void aTextWithoutAKnownIdIsAMessage(String text) throws Exception {
        bind.bindWith("receipts-as-messages", "true");
        bind.deliver(Pdus.deliverSm(0, 0, ascii(text)));

        assertEquals(new MoContent.Text(text), bind.only(Received.class).content());
    }

    /** A receipt identifies its message by the id, not by the addresses. */
    @Test
    void aReceiptWithoutASenderIsAStatus() throws Exception {
        bind.deliver(Pdus.deliverSm("", Pdus.US, 4, 0, ascii(RECEIPT)));

        assertEquals(MessageState.DELIVERED, bind.only(Status.class).state());
    }

    /** Fields longer than the standard allows are accepted. */
    @Test
    void aMessageWithOverlongFieldsAndTruncatedParametersIsAccepted() throws Exception {
        var body = "43".repeat(10) + "00" + "0101" + "31".repeat(30) + "00" + "0101" + "32".repeat(25) + "00" //
                + "00" + "0000" + "30".repeat(20) + "00" + "30".repeat(20) + "00" + "0000" + "0000" + "02" + "4869" //
                + "0427000a02";
        var answer = bind.smsc.send(RawSmsc.pdu(Pdus.DELIVER_SM, 0, 9, body));

        assertEquals(0, answer.status());
        var received = bind.only(Received.class);
        assertEquals(new MoContent.Text("Hi"), received.content());
        assertEquals("1".repeat(30), received.from());
    }

    @Test
    void aFailedCommitAsksTheSmscToRetry() throws Exception {
        bind.bed.commitFails = true;

        assertEquals(
                0x64, bind.smsc.send(RawSmsc.pdu(Pdus.DELIVER_SM, 0, 5, "00")).status());
        assertEquals(
                0x64,
                bind.smsc
                        .send(Pdus.dataSm(4, 0, Pdus.payload("id:7 stat:DELIVRD")))
                        .status());
    }

    @Test
    void readsAReceiptInDataSm() throws Exception {
        var answer = bind.smsc.send(Pdus.dataSm(4, 0, "001e00054641313100", "0427000105", "0423000303000c"));

        assertEquals(0x80000103, answer.command());
        assertEquals(0, answer.status());
        var status = bind.only(Status.class);
        assertEquals("fa11", status.providerMessageId());
        assertEquals("UNDELIV – error 12", status.error().message());
    }

    @Test
    void readsAMessageInDataSm() throws Exception {
        bind.deliver(Pdus.dataSm(0, 8, Pdus.parameter(0x0424, "Żółć".getBytes(StandardCharsets.UTF_16BE))));

        var received = bind.only(Received.class);
        assertEquals(new MoContent.Text("Żółć"), received.content());
        assertEquals(Pdus.PERSON, received.from());
        assertEquals(Pdus.US, received.senderProviderId());
    }
}
