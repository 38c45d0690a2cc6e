package io.parley.sandbox;

import static io.parley.sandbox.Stage.await;
import static io.parley.sandbox.Stage.pause;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PhonesTest {

    private static final String LONG = "Ten chars.".repeat(20);

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private Esme esme;

    @BeforeEach
    void bind() throws IOException {
        esme = Esme.transceiver(STAGE.smscPort());
    }

    @AfterEach
    void unbind() {
        esme.close();
    }

    private void receive(String text, String more) {
        var request = """
                {"channel":"sms","from":"491701234567","to":"4930555200","text":"%s"%s}""".formatted(text, more);
        assertEquals(202, STAGE.post("/control/inbound", request).status());
    }

    private DeliverSm first(int count) {
        await(() -> esme.delivered().size() == count);
        return esme.delivered().getFirst();
    }

    @Test
    void shortTextIsSentInGsm7() {
        receive("a€ü@", "");

        var pdu = first(1);
        assertEquals("491701234567", pdu.getSourceAddr());
        assertEquals("4930555200", pdu.getDestAddress());
        assertEquals(0, pdu.getDataCoding());
        assertArrayEquals(new byte[] {'a', 0x1B, 0x65, 0x7E, 0}, pdu.getShortMessage());
        await(() -> STAGE.get("/control/inbound").json().at("/inbound/0/acked").asBoolean());
    }

    @Test
    void textIsSentInUcs2OrLatin1() {
        receive("Привет 😀", "");
        assertEquals(8, first(1).getDataCoding());
        assertEquals("Привет 😀", new String(first(1).getShortMessage(), StandardCharsets.UTF_16BE));

        receive("ä", ",\"encoding\":\"latin1\"");
        await(() -> esme.delivered().size() == 2);
        assertEquals(3, esme.delivered().get(1).getDataCoding());
        assertArrayEquals(new byte[] {(byte) 0xE4}, esme.delivered().get(1).getShortMessage());
    }

    @Test
    void longTextIsSplitWithAnEightBitHeader() {
        receive(LONG, "");

        var pdu = first(2);
        assertTrue(pdu.isUdhi());
        assertEquals(6 + 153, pdu.getShortMessage().length);
        assertArrayEquals(new byte[] {5, 0, 3}, Arrays.copyOf(pdu.getShortMessage(), 3));
        assertEquals(2, pdu.getShortMessage()[4]);
        assertEquals(1, pdu.getShortMessage()[5]);
        assertEquals(LONG.substring(0, 153), new String(pdu.getShortMessage(), 6, 153, StandardCharsets.US_ASCII));
    }

    @Test
    void longTextIsSplitWithASixteenBitHeader() {
        receive(LONG, ",\"concatenation\":\"udh16\"");

        var pdu = first(2);
        assertEquals(7 + 152, pdu.getShortMessage().length);
        assertArrayEquals(new byte[] {6, 8, 4}, Arrays.copyOf(pdu.getShortMessage(), 3));
    }

    @Test
    void longTextIsSplitWithSarTlvs() {
        receive(LONG, ",\"concatenation\":\"sar\"");

        var pdu = first(2);
        assertFalse(pdu.isUdhi());
        assertEquals(
                2,
                pdu.getOptionalParameter(OptionalParameter.Sar_total_segments.class)
                        .getValue());
        assertEquals(
                1,
                pdu.getOptionalParameter(OptionalParameter.Sar_segment_seqnum.class)
                        .getValue());
    }

    @Test
    void longTextIsSentInMessagePayload() {
        receive(LONG, ",\"concatenation\":\"payload\"");

        var payload = first(1).getOptionalParameter(OptionalParameter.Message_payload.class);
        assertEquals(LONG, new String(payload.getValue(), StandardCharsets.US_ASCII));
    }

    @Test
    void charactersAreNotSplit() {
        receive("a" + "€".repeat(80), "");
        var pdu = first(2);
        assertEquals(6 + 153, pdu.getShortMessage().length);

        receive("😀".repeat(40), "");
        await(() -> esme.delivered().size() == 4);
        assertEquals(6 + 33 * 4, esme.delivered().get(2).getShortMessage().length);
    }

    @Test
    void partsAreDroppedReversedAndRepeated() {
        receive(LONG, ",\"dropParts\":[1]");
        assertEquals(2, first(1).getShortMessage()[5]);
        await(() -> STAGE.get("/control/inbound").json().at("/inbound/0/acked").asBoolean());

        esme.delivered().clear();
        receive(LONG, ",\"shuffleParts\":true,\"repeatParts\":true");
        await(() -> esme.delivered().size() == 4);
        pause(50);
        assertEquals(4, esme.delivered().size());
    }
}
