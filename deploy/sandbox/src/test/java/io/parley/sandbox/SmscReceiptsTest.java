package io.parley.sandbox;

import static io.parley.sandbox.Stage.await;
import static io.parley.sandbox.Stage.pause;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Delivery receipts of the SMSC. */
class SmscReceiptsTest {
    @RegisterExtension
    static final Stage STAGE = new Stage();

    @Test
    void acceptedTextGetsAReceipt() throws Exception {
        try (var esme = Esme.transceiver(STAGE.smscPort())) {
            var id = esme.submit("491701234567", "hello");

            await(() -> esme.delivered().size() == 1);
            var receipt = esme.delivered().getFirst();
            assertEquals(0x04, receipt.getEsmClass());
            assertEquals("491701234567", receipt.getSourceAddr());
            assertEquals("CornerShop", receipt.getDestAddress());
            var text = text(receipt);
            assertTrue(text.startsWith("id:" + id + " sub:001 dlvrd:001 submit date:"), text);
            assertTrue(text.contains(" stat:DELIVRD err:000 text:hello"), text);
            var entry = STAGE.ledger().path(0);
            assertEquals("sms", entry.path("channel").asText());
            assertEquals(id, entry.path("providerId").asText());
            assertEquals("hello", entry.path("text").asText());
            assertEquals("CornerShop", entry.path("from").asText());
        }
    }

    @Test
    void receiptsAreSentAsTlvsWithHexIds() throws Exception {
        STAGE.faults("{\"sms\":{\"receiptForm\":\"tlv\",\"idForm\":\"hex\",\"failedRate\":1}}");
        try (var esme = Esme.transceiver(STAGE.smscPort())) {
            var id = esme.submit("49170", "hello");

            await(() -> esme.delivered().size() == 1);
            var receipt = esme.delivered().getFirst();
            assertTrue(id.matches("[0-9a-f]+"));
            assertEquals(0, receipt.getShortMessage().length);
            assertEquals(
                    id,
                    receipt.getOptionalParameter(OptionalParameter.Receipted_message_id.class)
                            .getValueAsString());
            assertEquals(
                    5,
                    receipt.getOptionalParameter(OptionalParameter.Message_state.class)
                            .getValue());
            assertArrayEquals(
                    new byte[] {3, 0, 1},
                    receipt.getOptionalParameter(OptionalParameter.Network_error_code.class)
                            .getValue());
        }
    }

    @Test
    void receiptsAreSentInMessagePayloadWithMixedIds() throws Exception {
        STAGE.faults("{\"sms\":{\"receiptForm\":\"payload\",\"idForm\":\"mixed\"}}");
        try (var esme = Esme.transceiver(STAGE.smscPort())) {
            var id = esme.submit("49170", "hello");

            await(() -> esme.delivered().size() == 1);
            var payload = esme.delivered().getFirst().getOptionalParameter(OptionalParameter.Message_payload.class);
            assertNotNull(payload);
            var decimal = Long.parseLong(id, 16);
            assertTrue(new String(payload.getValue(), StandardCharsets.US_ASCII).startsWith("id:" + decimal + " "));
        }
    }

    @Test
    void receiptIsSentBeforeTheResponse() throws Exception {
        STAGE.faults("{\"sms\":{\"receiptBeforeAnswer\":1}}");
        try (var esme = Esme.transceiver(STAGE.smscPort())) {
            esme.submit("49170", "hello");

            assertEquals(1, esme.delivered().size());
        }
    }

    @Test
    void droppedReceiptIsNotSent() throws Exception {
        STAGE.faults("{\"sms\":{\"dropReceipts\":1}}");
        try (var esme = Esme.transceiver(STAGE.smscPort())) {
            esme.submit("49170", "hello");
            pause(150);

            assertTrue(esme.delivered().isEmpty());
        }
    }

    @Test
    void deliverIsQueuedUntilAReceiverIsBound() throws Exception {
        try (var transmitter = new Esme(STAGE.smscPort(), BindType.BIND_TX, "secret1")) {
            transmitter.submit("49170", "hello");
            await(() ->
                    STAGE.get("/control/stats").json().at("/pending/delivers").asInt() == 1);
            pause(100);
            assertTrue(transmitter.delivered().isEmpty());

            try (var receiver = new Esme(STAGE.smscPort(), BindType.BIND_RX, "secret1")) {
                await(() -> receiver.delivered().size() == 1);
                assertThrows(IOException.class, () -> receiver.submit("49170", "not here"));
            }
        }
    }

    @Test
    void rejectedDeliverIsRetried() throws Exception {
        STAGE.faults("{\"sms\":{\"retryMs\":30}}");
        try (var esme = Esme.transceiver(STAGE.smscPort())) {
            esme.reject(2);
            esme.submit("49170", "hello");

            await(() -> esme.delivered().size() == 1);
            assertEquals(3, STAGE.count("sms", "receiptsSent"));
            await(() -> STAGE.count("sms", "receiptsAcked") == 1);
        }
    }

    @Test
    void unansweredDeliverIsRetried() throws Exception {
        STAGE.faults("{\"sms\":{\"retryMs\":30,\"responseTimeoutMs\":200}}");
        try (var esme = Esme.transceiver(STAGE.smscPort())) {
            esme.delayNextResponse(900);
            esme.submit("49170", "hello");

            await(() -> esme.delivered().size() >= 2);
            await(() -> STAGE.count("sms", "receiptsAcked") == 1);
        }
    }

    private static String text(DeliverSm pdu) {
        return new String(pdu.getShortMessage(), StandardCharsets.ISO_8859_1);
    }
}
