package io.parley.messaging.channel.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.ChannelContract;
import io.parley.messaging.channel.Submission.Accepted;
import io.parley.messaging.channel.Submission.Deferred;
import io.parley.messaging.channel.Submission.InDoubt;
import io.parley.messaging.channel.Submission.Rejected;
import io.parley.model.directory.DirectoryEntry.Sender;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsChannelTest extends ChannelContract<SmsContent> {
    private static final Sender US = SmsTestBed.sender("4930555200", "one");

    private final ScriptedSmsc smsc = new ScriptedSmsc();

    private SmsTestBed bed;

    @BeforeEach
    void bind() {
        bed = new SmsTestBed(SmsTestBed.smsc("one", smsc.port()));
        bed.awaitBound(1);
    }

    @AfterEach
    void unbind() {
        bed.close();
        smsc.close();
    }

    @Override
    protected Channel<SmsContent> channel() {
        return bed.channel;
    }

    @Override
    protected void providerAccepts() {
        smsc.start();
        bed.awaitBound(1);
    }

    @Override
    protected void providerRefuses() {
        smsc.rejectAll(0x0B);
    }

    @Override
    protected void providerThrottles() {
        smsc.rejectAll(0x58);
    }

    @Override
    protected void providerDoesNotRespond() {
        smsc.stayQuiet();
    }

    @Override
    protected void stopProvider() {
        smsc.shutDown();
        SmsTestBed.awaitUntil(() -> bed.channel.bound() == 0);
    }

    @Override
    protected JsonNode lastReceived() {
        return tree(smsc.submits().getLast());
    }

    @Override
    protected Sender sender() {
        return US;
    }

    @Override
    protected String recipient() {
        return "4915123456789";
    }

    @Test
    void anAcceptedMessageHasSmscAndNormalizedId() throws IOException {
        smsc.answer((submit, session) -> "00AB12");

        assertEquals(new Accepted("sms/one", List.of("ab12"), "GSM-7"), submit(anySample()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x14, 0x58})
    void aThrottledSubmitIsDeferred(int status) throws IOException {
        smsc.rejectAll(status);

        assertTrue(assertInstanceOf(Deferred.class, submit(anySample())).throttled());
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x0A, 0x0B, 0x15, 0x45, 0x61, 0x66, 0xC4, 0xFE, 0xFF, 0x401})
    void aPermanentStatusRejectsTheMessage(int status) throws IOException {
        smsc.rejectAll(status);

        assertInstanceOf(Rejected.class, submit(anySample()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x04, 0x05, 0x08, 0x64})
    void aTemporaryStatusDefersTheMessage(int status) throws IOException {
        smsc.rejectAll(status);

        assertInstanceOf(Deferred.class, submit(anySample()));
    }

    @Test
    void sendsTypeAndPlanOfTheSourceAddress() {
        bed.submit(SmsTestBed.sender("CornerShop", "one"), "Hi");
        bed.submit(SmsTestBed.sender("12345", "one"), "Hi");
        bed.submit(US, "Hi");

        assertEquals(
                List.of("5/0/CornerShop", "3/0/12345", "1/1/4930555200"),
                smsc.submits().stream()
                        .map(pdu -> pdu.getSourceAddrTon() + "/" + pdu.getSourceAddrNpi() + "/" + pdu.getSourceAddr())
                        .toList());
    }

    @Test
    void validatesTheLengthOfIdentities() {
        for (var valid : List.of("CornerShop7", "12345", "4930555200", "493055520012345")) {
            assertEquals(Optional.empty(), channel().validateIdentity(valid), valid);
        }
        for (var invalid : List.of("CornerShop24", "4930555200123456")) {
            assertTrue(channel().validateIdentity(invalid).isPresent(), invalid);
        }
    }

    @Test
    void anAcceptedMessageHasItsEncoding() {
        assertEquals(
                "GSM-7", assertInstanceOf(Accepted.class, bed.submit(US, "7€")).encoding());
        assertEquals(
                "UCS-2", assertInstanceOf(Accepted.class, bed.submit(US, "✔")).encoding());
    }

    @Test
    void sendsNoValidityByDefault() {
        bed.submit(US, "Hi");

        assertEquals("", Objects.requireNonNullElse(smsc.submits().getLast().getValidityPeriod(), ""));
    }

    @ParameterizedTest
    @CsvSource({"PT1S,000000000001000R", "PT90M,000000013000000R", "P3DT4H,000003040000000R", "P99D,000099000000000R"})
    void sendsTheConfiguredValidity(Duration validity, String written) {
        bed.close();
        bed = new SmsTestBed(SmsTestBed.smsc("one", smsc.port(), "validity", validity.toString()));
        bed.awaitBound(1);

        bed.submit(US, "Hi");

        assertEquals(written, smsc.submits().getLast().getValidityPeriod());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.5S", "P100D", "-PT1S"})
    void anUnsupportedValidityIsRejected(Duration validity) {
        assertThrows(IllegalArgumentException.class, () -> RelativeTime.of(validity));
    }

    @Test
    void aLongTextHasAnIdForEachSegment() {
        var accepted = assertInstanceOf(Accepted.class, bed.submit(US, "x".repeat(400)));

        assertEquals(3, accepted.providerMessageIds().size());
        assertEquals(3, smsc.submits().size());
    }

    /** SMPP 3.4, 5.3.2.17: two octets that the SMSC returns in the receipt of that segment. */
    @Test
    void eachSegmentHasItsUserMessageReference() {
        var message = SmsTestBed.message(US, "x".repeat(400));

        bed.submit(US, "x".repeat(400));

        var sent = smsc.submits().stream()
                .map(pdu -> (OptionalParameter.User_message_reference)
                        pdu.getOptionalParameter(OptionalParameter.Tag.USER_MESSAGE_REFERENCE))
                .map(reference -> reference.getValue() & 0xFFFF)
                .toList();
        assertEquals(bed.channel.references(message.messageId(), message.content(), "sms/one"), sent);
        assertEquals(3, sent.stream().distinct().count());
    }

    @Test
    void aThrottledSegmentIsRetried() {
        var count = new AtomicInteger();
        smsc.answer((pdu, session) -> {
            if (count.incrementAndGet() == 2) {
                throw new ProcessRequestException("throttled", 0x58);
            }
            return Integer.toString(count.get());
        });

        assertEquals(new Accepted("sms/one", List.of("1", "3"), "GSM-7"), bed.submit(US, "x".repeat(200)));
    }

    @Test
    void anAcceptedSegmentIsNotSentAgain() {
        throttleAfterFirstSegment();
        assertInstanceOf(InDoubt.class, bed.submit(US, "x".repeat(400)));
        var first = smsc.submits().getFirst().getShortMessage();

        smsc.acceptAll();
        var accepted = assertInstanceOf(Accepted.class, bed.submit(US, "x".repeat(400)));

        assertEquals(3, accepted.providerMessageIds().size());
        assertEquals("1", accepted.providerMessageIds().getFirst());
        assertEquals(2, smsc.submits().size());
        assertTrue(smsc.submits().stream().noneMatch(pdu -> Arrays.equals(pdu.getShortMessage(), first)));
    }

    private void throttleAfterFirstSegment() {
        var count = new AtomicInteger();
        smsc.answer((pdu, session) -> {
            if (count.incrementAndGet() > 1) {
                throw new ProcessRequestException("throttled", 0x58);
            }
            return "1";
        });
    }

    private JsonNode tree(SubmitSm pdu) {
        return json.createObjectNode()
                .put("source", pdu.getSourceAddrTon() + "/" + pdu.getSourceAddrNpi() + "/" + pdu.getSourceAddr())
                .put("destination", pdu.getDestAddrTon() + "/" + pdu.getDestAddrNpi() + "/" + pdu.getDestAddress())
                .put("esm_class", (int) pdu.getEsmClass())
                .put("registered_delivery", (int) pdu.getRegisteredDelivery())
                .put("data_coding", (int) pdu.getDataCoding())
                .put("short_message", HexFormat.of().formatHex(pdu.getShortMessage()));
    }
}
