package io.parley.sandbox;

import static io.parley.sandbox.Stage.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.NegativeResponseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behaviour of SMSCs that the specification leaves open or vendors changed. */
class SmscTraitsTest {
    private static final int SUBMIT_SM = 0x04;
    private static final int SUBMIT_SM_RESP = 0x80000004;
    private static final int BIND_TRANSCEIVER = 0x09;

    @RegisterExtension
    static final Stage STAGE = new Stage();

    @ParameterizedTest
    @CsvSource({
        "CornerShop, Mina, 11",
        "CornerShop, 4917x, 11",
        "CornerShop, '', 11",
        "CornerShopBerlin, 491701234567, 10",
        "CornerShop1, 491701234567, 0",
        "4930555200, 491701234567, 0"
    })
    void invalidAddressesAreRejected(String from, String to, int status) throws Exception {
        try (var peer = Peer.bound(STAGE.smscPort())) {
            peer.submit(from, to);
            var response = peer.read(SUBMIT_SM_RESP);
            assertEquals(status, response.status());
        }
    }

    @Test
    void submitWithoutABindIsRejected() throws Exception {
        try (var peer = new Peer(STAGE.smscPort())) {
            peer.submit("CornerShop", "491701234567");

            assertEquals(
                    SMPPConstant.STAT_ESME_RINVBNDSTS, peer.read(SUBMIT_SM_RESP).status());
        }
        assertEquals(0, STAGE.ledger().size());
    }

    @ParameterizedTest
    @CsvSource({"given, true", "empty, false"})
    void responseHasOrOmitsTheMessageId(String form, boolean hasId) throws Exception {
        STAGE.faults("{\"sms\":{\"answerIds\":\"" + form + "\"}}");
        try (var esme = Esme.transceiver(STAGE.smscPort())) {
            assertEquals(hasId, esme.submit("491701234567", "x") != null);
        }
        assertEquals(1, STAGE.ledger().size());
    }

    @Test
    void responseHasNoBody() throws Exception {
        STAGE.faults("{\"sms\":{\"answerIds\":\"none\",\"slowAnswerMs\":{\"min\":50,\"max\":50}}}");
        try (var peer = Peer.bound(STAGE.smscPort())) {
            peer.submit("CornerShop", "491701234567");

            var response = peer.read(SUBMIT_SM_RESP);
            assertEquals(0, response.status());
            assertEquals(16, response.length());
        }
        assertEquals(1, STAGE.ledger().size());
    }

    @Test
    void receiptHasTheConfiguredStatAndEsmClass() throws Exception {
        STAGE.faults("{\"sms\":{\"receiptForm\":\"both\",\"receipt\":"
                + "{\"stat\":\"NOROUTE\",\"messageState\":9,\"esmClass\":0,\"asciiNetworkError\":true}}}");
        try (var esme = Esme.transceiver(STAGE.smscPort())) {
            esme.submit("491701234567", "x");

            await(() -> esme.delivered().size() == 1);
            var receipt = esme.delivered().getFirst();
            assertEquals(0, receipt.getEsmClass());
            assertTrue(text(receipt).contains(" stat:NOROUTE "), text(receipt));
            assertEquals(
                    9,
                    receipt.getOptionalParameter(OptionalParameter.Message_state.class)
                            .getValue());
            assertArrayEquals(
                    "000".getBytes(StandardCharsets.US_ASCII),
                    receipt.getOptionalParameter(OptionalParameter.Network_error_code.class)
                            .getValue());
        }
    }

    @Test
    void userMessageReferenceIsEchoedUnlessDisabled() throws Exception {
        try (var esme = Esme.transceiver(STAGE.smscPort())) {
            var octets = "x".getBytes(StandardCharsets.US_ASCII);
            esme.submit("491701234567", 0, 0, octets, new OptionalParameter.User_message_reference((short) 4711));
            await(() -> esme.delivered().size() == 1);
            assertEquals(
                    (short) 4711,
                    esme.delivered()
                            .getFirst()
                            .getOptionalParameter(OptionalParameter.User_message_reference.class)
                            .getValue());

            STAGE.faults("{\"sms\":{\"receipt\":{\"echoReference\":false}}}");
            esme.submit("491701234567", 0, 0, octets, new OptionalParameter.User_message_reference((short) 4712));
            await(() -> esme.delivered().size() == 2);
            assertEquals(
                    null,
                    esme.delivered().getLast().getOptionalParameter(OptionalParameter.User_message_reference.class));
        }
    }

    @ParameterizedTest
    @CsvSource({"first, 0", "last, 1"})
    void concatenatedTextGetsOneReceipt(String per, int part) throws Exception {
        STAGE.faults("{\"sms\":{\"receipt\":{\"per\":\"" + per + "\"}}}");
        try (var esme = Esme.transceiver(STAGE.smscPort())) {
            var ids = new String[2];
            for (var i = 0; i < 2; i++) {
                ids[i] = esme.submit(
                        "491701234567", 0x40, 0, new byte[] {5, 0, 3, 9, 2, (byte) (i + 1), (byte) ('a' + i)});
            }

            await(() -> esme.delivered().size() == 1);
            var text = text(esme.delivered().getFirst());
            assertTrue(text.startsWith("id:" + ids[part] + " sub:002 dlvrd:002 "), text);
            await(() ->
                    STAGE.get("/control/stats").json().at("/pending/delivers").asInt() == 0);
            assertEquals(1, esme.delivered().size());
        }
    }

    @Test
    void receiptIsSentInUcs2() throws Exception {
        STAGE.faults("{\"sms\":{\"receipt\":{\"dataCoding\":8}}}");
        try (var esme = Esme.transceiver(STAGE.smscPort())) {
            var id = esme.submit("491701234567", "x");

            await(() -> esme.delivered().size() == 1);
            var receipt = esme.delivered().getFirst();
            assertEquals(8, receipt.getDataCoding());
            assertTrue(new String(receipt.getShortMessage(), StandardCharsets.UTF_16BE).startsWith("id:" + id));
        }
    }

    @Test
    void receiptsAndMessagesAreSentByDataSm() throws Exception {
        STAGE.faults("{\"sms\":{\"receipt\":{\"command\":\"data_sm\"}}}");
        try (var esme = Esme.transceiver(STAGE.smscPort())) {
            var id = esme.submit("491701234567", "x");
            await(() -> esme.data().size() == 1);
            assertTrue(payload(esme, 0).startsWith("id:" + id + " "), payload(esme, 0));
            assertEquals(4, esme.data().getFirst().getEsmClass());

            STAGE.post("/control/inbound", """
                    {"channel":"sms","from":"491701234567","to":"4930555200","text":"Hi","command":"data_sm"}""");
            await(() -> esme.data().size() == 2);
            assertEquals("Hi", payload(esme, 1));
            await(() ->
                    STAGE.get("/control/inbound").json().at("/inbound/0/acked").asBoolean());
        }
    }

    private static String payload(Esme esme, int index) {
        var payload = esme.data().get(index).getOptionalParameter(OptionalParameter.Message_payload.class);
        return new String(payload.getValue(), StandardCharsets.US_ASCII);
    }

    @Test
    void submitOfAReceiverIsRejected() throws Exception {
        try (var receiver = new Esme(STAGE.smscPort(), org.jsmpp.bean.BindType.BIND_RX, "secret1")) {
            assertThrows(IOException.class, () -> receiver.submit("491701234567", "x"));
        }
        assertEquals(
                SMPPConstant.STAT_ESME_RINVDSTADR,
                assertThrows(NegativeResponseException.class, () -> {
                            try (var esme = Esme.transceiver(STAGE.smscPort())) {
                                esme.submit("Mina", "x");
                            }
                        })
                        .getCommandStatus());
    }

    private static String text(DeliverSm pdu) {
        return new String(pdu.getShortMessage(), StandardCharsets.ISO_8859_1);
    }

    /** A client that encodes PDUs itself, because libraries reject invalid ones. */
    private static final class Peer implements AutoCloseable {
        private final Socket socket;
        private final DataInputStream in;
        private final DataOutputStream out;

        record Pdu(int length, int status) {}

        Peer(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(5_000);
            in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(socket.getOutputStream());
        }

        static Peer bound(int port) throws IOException {
            var peer = new Peer(port);
            peer.write(BIND_TRANSCEIVER, "parley\0secret1\0\0" + (char) 0x34 + "\0\0\0");
            peer.read(BIND_TRANSCEIVER | 0x80000000);
            return peer;
        }

        void submit(String from, String to) throws IOException {
            write(SUBMIT_SM, "\0\5\0" + from + "\0\1\1" + to + "\0\0\0\0\0\0\0\0\0\0\2hi");
        }

        private void write(int command, String body) throws IOException {
            var octets = body.getBytes(StandardCharsets.ISO_8859_1);
            out.writeInt(16 + octets.length);
            out.writeInt(command);
            out.writeInt(0);
            out.writeInt(1);
            out.write(octets);
            out.flush();
        }

        /** Reads up to the next PDU of this command. */
        Pdu read(int command) throws IOException {
            while (true) {
                var length = in.readInt();
                var read = in.readInt();
                var status = in.readInt();
                in.readInt();
                in.readFully(new byte[length - 16]);
                if (read == command) {
                    return new Pdu(length, status);
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
