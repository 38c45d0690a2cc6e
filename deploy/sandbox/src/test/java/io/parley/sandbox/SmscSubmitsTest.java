package io.parley.sandbox;

import static io.parley.sandbox.Stage.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Submits to the SMSC and its responses. */
class SmscSubmitsTest {
    private static final int UDHI = 0x40;

    @RegisterExtension
    static final Stage STAGE = new Stage();

    @Test
    void segmentsAreJoined() throws Exception {
        STAGE.faults("{\"sms\":{\"receipts\":false}}");
        try (var esme = Esme.transceiver(STAGE.smscPort())) {
            esme.submit("49170", UDHI, 0, udh(new byte[] {5, 0, 3, 9, 2, 2}, "world"));
            esme.submit("49170", UDHI, 0, udh(new byte[] {5, 0, 3, 9, 2, 1}, "hello "));
            esme.submit("49170", UDHI, 0, udh(new byte[] {6, 8, 4, 1, 9, 2, 1}, "16 "));
            esme.submit("49170", UDHI, 0, udh(new byte[] {6, 8, 4, 1, 9, 2, 2}, "bit"));
            for (var part = 1; part <= 2; part++) {
                esme.submit(
                        "49170",
                        0,
                        8,
                        "ü€".substring(part - 1, part).getBytes(StandardCharsets.UTF_16BE),
                        new OptionalParameter.Sar_msg_ref_num((short) 7),
                        new OptionalParameter.Sar_total_segments((byte) 2),
                        new OptionalParameter.Sar_segment_seqnum((byte) part));
            }
            esme.submit("49170", 0, 3, new byte[0], new OptionalParameter.Message_payload(new byte[] {(byte) 0xE4}));
            esme.submit("49170", UDHI, 0, udh(new byte[] {5, 0, 3, 10, 2, 1}, "alone"));
        }

        var ledger = STAGE.ledger();
        assertEquals("hello world", ledger.at("/0/text").asText());
        assertEquals(2, ledger.at("/0/parts").size());
        assertEquals(1, ledger.at("/0/parts/0/number").asInt());
        assertEquals("16 bit", ledger.at("/1/text").asText());
        assertEquals("ü€", ledger.at("/2/text").asText());
        assertEquals("ä", ledger.at("/3/text").asText());
        assertEquals(4, ledger.size());
        assertEquals(
                1, STAGE.get("/control/stats").json().path("incompleteTexts").asInt());
    }

    private static byte[] udh(byte[] header, String text) {
        var octets = new byte[header.length + text.length()];
        System.arraycopy(header, 0, octets, 0, header.length);
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, octets, header.length, text.length());
        return octets;
    }

    @Test
    void repeatedContentIsReported() throws Exception {
        try (var esme = Esme.transceiver(STAGE.smscPort())) {
            esme.submit("49170", "twice");
            esme.submit("49170", "twice");
        }

        assertEquals(
                STAGE.ledger().at("/0/seq").asLong(),
                STAGE.ledger().at("/1/sameContentAs").asLong());
    }

    @Test
    void submitsAreThrottledAndRecipientsRejected() throws Exception {
        STAGE.faults("{\"sms\":{\"rejectCodes\":{\"491\":11}}}");
        try (var esme = Esme.transceiver(STAGE.smscPort())) {
            assertEquals(11, errorStatus(esme, "491"));
            assertEquals(SMPPConstant.STAT_ESME_RTHROTTLED, errorStatus(esme, "4917000009000088"));
            STAGE.faults("{\"sms\":{\"throttleRate\":1}}");
            assertEquals(SMPPConstant.STAT_ESME_RTHROTTLED, errorStatus(esme, "492"));
        }
        assertEquals(0, STAGE.ledger().size());
    }

    private static int errorStatus(Esme esme, String to) {
        return assertThrows(NegativeResponseException.class, () -> esme.submit(to, "x"))
                .getCommandStatus();
    }

    @Test
    void slowResponseDoesNotDelayOthers() throws Exception {
        STAGE.faults("{\"sms\":{\"slowAnswerMs\":{\"min\":200,\"max\":200}}}");
        try (var esme = Esme.transceiver(STAGE.smscPort());
                var window = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = System.nanoTime();

            var open = IntStream.range(0, 50)
                    .mapToObj(n -> window.submit(() -> esme.submit("49170", "n" + n)))
                    .toList();
            for (var submit : open) {
                assertNotNull(submit.get());
            }

            var millis = (System.nanoTime() - start) / 1_000_000;
            assertTrue(millis >= 200 && millis < 2_000, millis + " ms");
        }
    }

    @Test
    void submitIsNotAnswered() throws Exception {
        STAGE.faults("{\"sms\":{\"noAnswerRate\":1}}");
        try (var esme = Esme.transceiver(STAGE.smscPort())) {
            esme.session().setTransactionTimer(200);

            assertThrows(ResponseTimeoutException.class, () -> esme.submit("49170", "lost"));

            await(() -> esme.delivered().size() == 1);
        }
        assertEquals(1, STAGE.ledger().size());
    }
}
