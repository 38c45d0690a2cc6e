package io.parley.messaging.channel.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.parley.messaging.channel.sms.Receipt.Outcome;
import java.nio.charset.StandardCharsets;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiptTest {
    private static final String USUAL = "id:0123456789 sub:001 dlvrd:001 submit date:2601020304 done date:2601020305"
            + " stat:DELIVRD err:000 text:id:7 stat:UNDELIV";

    @Test
    void readsTheUsualText() {
        assertEquals(receipt("123456789", Outcome.DELIVRD, null, "id:7 stat:UNDELIV"), read(USUAL));
    }

    @Test
    void readsTextInThePayload() {
        var pdu = pdu("");
        pdu.setOptionalParameters(new OptionalParameter.Message_payload(USUAL.getBytes(StandardCharsets.US_ASCII)));

        assertEquals(
                receipt("123456789", Outcome.DELIVRD, null, "id:7 stat:UNDELIV"), Receipt.of(pdu, ReceiptIds.AS_IS));
    }

    @Test
    void believesParametersMoreThanText() {
        var pdu = pdu("id:4711 stat:UNDELIV err:017");
        pdu.setOptionalParameters(
                new OptionalParameter.Receipted_message_id("00AB12"),
                new OptionalParameter.Message_state((byte) 2),
                new OptionalParameter.Network_error_code(new byte[] {3, 1, 2}));

        assertEquals(receipt("ab12", Outcome.DELIVRD, "258", ""), Receipt.of(pdu, ReceiptIds.DECIMAL));
    }

    @Test
    void readsParametersAlone() {
        var pdu = pdu("");
        pdu.setOptionalParameters(
                new OptionalParameter.Receipted_message_id("77"), new OptionalParameter.Message_state((byte) 5));

        assertEquals(receipt("77", Outcome.UNDELIV, null, ""), Receipt.of(pdu, ReceiptIds.AS_IS));
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
        "hello,,,"
    })
    void readsWhateverFieldsThereAre(String text, String id, Outcome outcome, String error) {
        var receipt = read(text);

        assertEquals(id, receipt.id());
        assertEquals(outcome, receipt.outcome());
        assertEquals(error, receipt.error());
    }

    @Test
    void readsTheReferenceOfOurSubmitAndWhomItIsAbout() {
        var pdu = pdu("id:7 stat:DELIVRD text:Hello");
        pdu.setSourceAddr("+4915123456789");
        pdu.setDestAddress("4930555200");
        pdu.setOptionalParameters(new OptionalParameter.User_message_reference((short) 0xFA11));

        assertEquals(
                new Receipt("7", Outcome.DELIVRD, null, 0xFA11, "4915123456789", "4930555200", "Hello"),
                Receipt.of(pdu, ReceiptIds.AS_IS));
    }

    @Test
    void readsAnEmptyReceipt() {
        assertNull(read("").id());
    }

    @ParameterizedTest
    @CsvSource({
        "AS_IS,0A1F,0a1f",
        "AS_IS,000123,123",
        "AS_IS,0,0",
        "DECIMAL,A1F,2591",
        "DECIMAL,000A1F,0002591",
        "DECIMAL,0,0",
        "HEX,2591,A1F",
        "HEX,0002591,0a1f",
        "AS_IS,4f6c-11,4F6C-11",
        "DECIMAL,4f6c-11,4F6C-11"
    })
    void meetsTheIdOfTheAnswer(ReceiptIds ids, String answer, String receipt) {
        assertEquals(ReceiptIds.normal(answer), ids.ofText(receipt));
    }

    private static Receipt receipt(String id, Outcome outcome, String error, String text) {
        return new Receipt(id, outcome, error, null, "", "", text);
    }

    private static Receipt read(String text) {
        return Receipt.of(pdu(text), ReceiptIds.AS_IS);
    }

    private static DeliverSm pdu(String text) {
        var pdu = new DeliverSm();
        pdu.setShortMessage(text.getBytes(StandardCharsets.US_ASCII));
        return pdu;
    }
}
