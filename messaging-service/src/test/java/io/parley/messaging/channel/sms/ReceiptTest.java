package io.parley.messaging.channel.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.parley.messaging.channel.sms.ReceiptState.Meaning;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {
    private static final String STANDARD = "id:0123456789 sub:001 dlvrd:001 submit date:2601020304 done date:2601020305"
            + " stat:DELIVRD err:000 text:id:7 stat:UNDELIV";

    @Test
    void readsAStandardText() {
        var receipt = read(STANDARD);

        assertEquals("123456789", receipt.id());
        assertEquals(Meaning.DELIVERED, receipt.state().meaning());
        assertNull(receipt.error());
        assertEquals(1, receipt.parts());
        assertEquals("id:7 stat:UNDELIV", receipt.text());
        assertEquals(Pdus.PERSON, receipt.recipient());
        assertEquals(Pdus.US, receipt.sender());
    }

    @Test
    void readsTextInThePayload() {
        assertEquals(
                "123456789",
                read(Pdus.deliverSm(4, 0, new byte[0], Pdus.payload(STANDARD)), Map.of())
                        .id());
    }

    @Test
    void parametersTakePrecedenceOverTheText() {
        var receipt = read(
                Pdus.receipt(
                        "id:4711 stat:UNDELIV err:017", "001e0007303041423132" + "00", "0427000102", "04230003030102"),
                Map.of("receipt-ids", "decimal"));

        assertEquals("ab12", receipt.id());
        assertEquals("DELIVRD", receipt.state().word());
        assertEquals("258", receipt.error());
    }

    @ParameterizedTest
    @ValueSource(strings = {"001e0000", "001e000100", "001e00022000", "0427000102", "001e"})
    void anEmptyParameterIsIgnored(String parameter) {
        var receipt = read(Pdus.receipt("id:E303 stat:DELIVRD", parameter), Map.of());

        assertEquals("e303", receipt.id());
        assertEquals(Meaning.DELIVERED, receipt.state().meaning());
    }

    @ParameterizedTest
    @CsvSource({
        "ID:7 STAT:delivrd ERR:000,7,DELIVRD,",
        "Id:7 Stat:Undeliv Err:0AF,7,UNDELIV,0AF",
        "stat:EXPIRED id:7,7,EXPIRED,",
        "id: 7 stat: REJECTED err: 12,7,REJECTD,12",
        "id:7 stat:ENROUTE,7,ENROUTE,",
        "id:7,7,,",
        "stat:DELIVRD,,DELIVRD,",
        "id:7 stat:SOMETHING,7,,",
        "submit date:1 done date:2 text:id:9 stat:DELIVRD,,,",
        "valid:8 id:7 laststat:UNDELIV stat:DELIVRD,7,DELIVRD,",
        "'id:7,stat:DELIVRD;err:5',7,DELIVRD,5",
        "hello,,,"
    })
    void readsTheFieldsThatArePresent(String text, String id, String word, String error) {
        var receipt = read(text);

        assertEquals(id, receipt.id());
        assertEquals(word, receipt.state() == null ? null : receipt.state().word());
        assertEquals(error, receipt.error());
    }

    /** Words that are in no standard, and message states of SMPP 5. */
    @ParameterizedTest
    @CsvSource({
        "FAILED,FAILED",
        "failed,FAILED",
        "NOROUTE,FAILED",
        "BUFFRED,PENDING",
        "BUFFERED,PENDING",
        "SKIPPED,FAILED",
        "SCHEDULED,PENDING",
        "DELIVERED,DELIVERED",
        "UNDELIVERABLE,FAILED",
        "ACCEPTED,PENDING",
        "ENROUTE,PENDING"
    })
    void readsWordsBeyondSmpp34(String word, Meaning meaning) {
        assertEquals(meaning, read("id:7 stat:" + word).state().meaning());
    }

    @Test
    void readsWordsOfTheSmscsSettings() {
        var settings = Map.of("receipt-states.BLOCKED", "failed", "receipt-states.FAILED", "unknown");

        assertEquals(
                new ReceiptState("BLOCKED", Meaning.FAILED),
                read(Pdus.receipt("id:7 stat:Blocked"), settings).state());
        assertEquals(
                Meaning.UNKNOWN,
                read(Pdus.receipt("id:7 stat:FAILED"), settings).state().meaning());
        assertNull(read("id:7 stat:BLOCKED").state());
    }

    @ParameterizedTest
    @CsvSource({
        "00,SCHEDULED",
        "01,ENROUTE",
        "02,DELIVRD",
        "03,EXPIRED",
        "04,DELETED",
        "05,UNDELIV",
        "06,ACCEPTD",
        "07,UNKNOWN",
        "08,REJECTD",
        "09,SKIPPED",
        "32,DELIVRD",
        "0a,UNDELIV",
        "ff,UNDELIV"
    })
    void readsMessageStates(String state, String word) {
        assertEquals(
                word,
                read(Pdus.receipt("id:7 stat:UNDELIV", "04270001" + state), Map.of())
                        .state()
                        .word());
    }

    @ParameterizedTest
    @CsvSource({
        "0423000303000C,12", // GSM, code 12
        "04230003303132,012", // three digits in ASCII
        "0423000430313200,012",
        "04230003303030,7", // no error there: uses the text's
        "04230003030000,7",
        "04230000,7",
        "042300020102,7"
    })
    void readsNetworkErrors(String parameter, String error) {
        assertEquals(
                error,
                read(Pdus.receipt("id:7 stat:UNDELIV err:7", parameter), Map.of())
                        .error());
    }

    @ParameterizedTest
    @CsvSource({
        "sub:002 dlvrd:002 stat:DELIVRD,2",
        "sub:3 dlvrd:3 stat:DELIVRD,3",
        "sub:002 stat:DELIVRD,2",
        "sub:002 dlvrd:001 stat:DELIVRD,1",
        "sub:002 dlvrd:000 stat:UNDELIV,2",
        "sub:001 dlvrd:001 stat:DELIVRD,1",
        "sub:000 dlvrd:000 stat:DELIVRD,1",
        "stat:DELIVRD,1"
    })
    void countsTheCoveredSegments(String text, int parts) {
        assertEquals(parts, read("id:7 " + text).parts());
    }

    @ParameterizedTest
    @CsvSource({"8,UTF-16BE", "8,UTF-16LE", "8,UTF-16", "8,US-ASCII", "0,UTF-16BE", "0,US-ASCII", "4,US-ASCII"})
    void readsATextIndependentOfItsDataCoding(int coding, String charset) {
        var octets = "id:7 stat:DELIVRD err:000 text:Hello".getBytes(Charset.forName(charset));
        var receipt = read(Pdus.deliverSm(4, coding, octets), Map.of());

        assertEquals("7", receipt.id());
        assertEquals("DELIVRD", receipt.state().word());
        assertEquals("Hello", receipt.text());
    }

    @Test
    void readsAsciiOfOddLengthMarkedAsUcs2() {
        assertEquals(
                "7",
                read(Pdus.deliverSm(4, 8, "id:7 stat:DELIVRD".getBytes(StandardCharsets.US_ASCII)), Map.of())
                        .id());
    }

    @Test
    void readsTheExcerptInItsOwnAlphabet() {
        assertEquals(
                "Żółć",
                read(Pdus.deliverSm(4, 8, "id:7 stat:DELIVRD text:Żółć".getBytes(StandardCharsets.UTF_16BE)), Map.of())
                        .text());
        assertEquals(
                "é@",
                read(Pdus.deliverSm(4, 0, HexFormat.of().parseHex("69643A3720746578743A0500")), Map.of())
                        .text());
    }

    @Test
    void readsTheReferenceOfOurSubmit() {
        assertEquals(
                0xFA11,
                read(Pdus.receipt("id:7 stat:DELIVRD", "02040002fa11"), Map.of())
                        .userMessageReference());
        assertNull(read(Pdus.receipt("id:7 stat:DELIVRD", "02040000"), Map.of()).userMessageReference());
    }

    @Test
    void anEmptyReceiptIsIncomplete() {
        assertFalse(read("").isComplete());
    }

    @ParameterizedTest
    @CsvSource({
        "AS_IS,0A1F,0a1f",
        "AS_IS,000123,123",
        "AS_IS,0,0",
        "ANY,0A1F,a1f",
        "DECIMAL,A1F,2591",
        "DECIMAL,000A1F,0002591",
        "DECIMAL,0,0",
        "HEX,2591,A1F",
        "HEX,0002591,0a1f",
        "AS_IS,4f6c-11,4F6C-11",
        "DECIMAL,4f6c-11,4F6C-11"
    })
    void anIdMatchesTheIdOfTheSubmitResponse(ReceiptIds ids, String answer, String receipt) {
        assertEquals(ReceiptIds.normal(answer), ids.ofText(receipt));
    }

    @Test
    void matchesTheOtherBaseOnlyIfTheBaseIsUnknown() {
        assertEquals(List.of("a1f", "9617"), ReceiptIds.ANY.alternatives("2591"));
        assertEquals(List.of("2591"), ReceiptIds.ANY.alternatives("a1f"));
        assertEquals(List.of(), ReceiptIds.ANY.alternatives("7"));
        assertEquals(List.of(), ReceiptIds.ANY.alternatives("4f6c-11"));
        assertEquals(List.of(), ReceiptIds.AS_IS.alternatives("2591"));
    }

    private static Receipt read(String text) {
        return read(Pdus.receipt(text), Map.of());
    }

    private static Receipt read(byte[] pdu, Map<String, String> settings) {
        var all = new HashMap<>(SmsTestBed.smsc("one", 1));
        settings.forEach((name, value) -> all.put("one." + name, value));
        var smsc = SmsTestBed.settings(all).smscs().get("one");
        return Receipt.of(
                Delivery.of(pdu).orElseThrow(), smsc.receipts(), smsc.text().charset());
    }
}
