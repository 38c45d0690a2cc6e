package io.parley.messaging.channel.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.ProviderExchange;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.Submission.Accepted;
import io.parley.messaging.channel.Submission.Deferred;
import io.parley.messaging.channel.Submission.InDoubt;
import io.parley.messaging.channel.Submission.Rejected;
import io.parley.model.directory.DirectoryEntry.Sender;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A malformed positive response to a submit is still accepted; a malformed negative one keeps its status. */
class SubmitAnswersTest {
    private static final Sender US = SmsTestBed.sender("4930555200", "one");

    @RegisterExtension
    final RawBind bind = new RawBind();

    /** Body of the response, stored id. */
    @ParameterizedTest
    @CsvSource({
        "00,''", // empty id
        "'',''", // no body
        "202000,''", // blank id
        "37,7", // no NUL after the id
        "413700,a7",
        "413700FFFF,a7", // trailing octets
        "4137000427,a7", // a truncated parameter
        "413700042700091234,a7", // a parameter longer than the PDU
        "41370004270000,a7", // message_state without a value, on which jsmpp's decoder fails
        "4137000210000141,a7", // sc_interface_version of an unknown version
        "410737FF00,a\u00077ÿ" // non-printable octets
    })
    void aMalformedPositiveResponseIsAccepted(String body, String id) {
        bind.smsc.answer(submit -> RawSmsc.pdu(RawSmsc.SUBMIT_SM_RESP, 0, submit.sequence(), body));

        assertEquals(new Accepted("sms/one", List.of(id), "GSM-7"), bind.bed.submit(US, "Hi"));
        assertEquals(1, bind.smsc.submits().size());
    }

    /** Ids have at most 64 characters in the standard; one that is too long for our indexes is ignored. */
    @ParameterizedTest
    @CsvSource({"64,64", "65,65", "255,255", "256,0", "60000,0"})
    void aPositiveResponseWithALongIdIsAccepted(int length, int stored) {
        bind.smsc.answer(
                submit -> RawSmsc.pdu(RawSmsc.SUBMIT_SM_RESP, 0, submit.sequence(), "31".repeat(length) + "00"));

        assertEquals(new Accepted("sms/one", List.of("1".repeat(stored)), "GSM-7"), bind.bed.submit(US, "Hi"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", ""})
    void eachSegmentWithoutIdIsSentOnce(String body) {
        bind.smsc.answer(submit -> RawSmsc.pdu(RawSmsc.SUBMIT_SM_RESP, 0, submit.sequence(), body));

        assertEquals(
                new Accepted("sms/one", Collections.nCopies(3, ""), "GSM-7"), bind.bed.submit(US, "x".repeat(400)));
        assertEquals(3, bind.smsc.submits().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "37", "3700FFFF", "370004270000"})
    void aMalformedNegativeResponseKeepsItsStatus(String body) {
        bind.smsc.answer(submit -> RawSmsc.pdu(RawSmsc.SUBMIT_SM_RESP, 0x0B, submit.sequence(), body));

        assertEquals(
                "sms::error::0x0B",
                assertInstanceOf(Rejected.class, bind.bed.submit(US, "Hi"))
                        .error()
                        .code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "FFFF"})
    void aMalformedThrottlingResponseDefersTheMessage(String body) {
        bind.smsc.answer(submit -> RawSmsc.pdu(RawSmsc.SUBMIT_SM_RESP, 0x58, submit.sequence(), body));

        assertTrue(assertInstanceOf(Deferred.class, bind.bed.submit(US, "Hi")).throttled());
    }

    @Test
    void responsesAreRecordedForOperatorsByTheirNames() {
        bind.smsc.answer(submit -> RawSmsc.pdu(RawSmsc.SUBMIT_SM_RESP, 0, submit.sequence(), "413700"));
        var accepted = submitted("Hi");
        var sequence = bind.smsc.submits().getLast().sequence();
        assertEquals(
                "{\"smsc\":\"one\",\"command_status\":\"ESME_ROK (0x00)\",\"message_id\":\"a7\",\"sequence_number\":"
                        + sequence + "}",
                accepted.response().toString());
        assertNull(accepted.status());

        bind.smsc.answer(submit -> RawSmsc.pdu(RawSmsc.SUBMIT_SM_RESP, 0x58, submit.sequence(), ""));
        var refused = submitted("Hi").response();
        assertEquals("ESME_RTHROTTLED (0x58)", refused.path("command_status").asText());
        assertEquals(
                bind.smsc.submits().getLast().sequence(),
                refused.path("sequence_number").asInt());

        bind.smsc.answer(submit -> RawSmsc.pdu(RawSmsc.GENERIC_NACK, 0x400, submit.sequence(), ""));
        assertEquals("0x400", submitted("Hi").response().path("command_status").asText());
    }

    @Test
    void eachSegmentHasItsResponse() {
        bind.smsc.answer(submit -> RawSmsc.pdu(RawSmsc.SUBMIT_SM_RESP, 0, submit.sequence(), "413700"));

        var responses = submitted("x".repeat(400)).response();

        assertEquals(3, responses.size());
        assertEquals(
                bind.smsc.submits().get(1).sequence(),
                responses.at("/1/sequence_number").asInt());
    }

    private ProviderExchange.Call submitted(String text) {
        var message = SmsTestBed.message(US, text);
        bind.bed.channel.submit(message).await().atMost(Duration.ofSeconds(30));
        return message.exchange().last();
    }

    /** The PDU was not accepted, so the message is not in doubt. */
    @Test
    void aGenericNackIsMappedByItsStatus() {
        bind.smsc.answer(submit -> RawSmsc.pdu(RawSmsc.GENERIC_NACK, 0x58, submit.sequence(), ""));
        assertInstanceOf(Deferred.class, bind.bed.submit(US, "Hi"));

        bind.smsc.answer(submit -> RawSmsc.pdu(RawSmsc.GENERIC_NACK, 0x02, submit.sequence(), ""));
        assertInstanceOf(Rejected.class, bind.bed.submit(US, "Hi"));
    }

    @Test
    void aGenericNackWithStatus0LeavesTheMessageInDoubt() {
        bind.smsc.answer(submit -> RawSmsc.pdu(RawSmsc.GENERIC_NACK, 0, submit.sequence(), ""));

        assertInstanceOf(InDoubt.class, bind.bed.submit(US, "Hi"));
    }

    @Test
    void aPduAboveTheMaximumLengthEndsTheSession() {
        bind.smsc.answer(submit -> new byte[] {0x7F, -1, -1, -1, -128, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 2});

        assertInstanceOf(InDoubt.class, bind.bed.submit(US, "Hi"));
        bind.smsc.answer(submit -> RawSmsc.pdu(RawSmsc.SUBMIT_SM_RESP, 0, submit.sequence(), "3700"));
        bind.bed.awaitBound(1);
        SmsTestBed.awaitUntil(() -> accepted(bind.bed.submit(US, "Hi")));
    }

    private static boolean accepted(Submission outcome) {
        return outcome instanceof Accepted;
    }
}
