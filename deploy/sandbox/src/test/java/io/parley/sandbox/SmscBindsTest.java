package io.parley.sandbox;

import static io.parley.sandbox.Stage.await;
import static io.parley.sandbox.Stage.pause;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jsmpp.bean.BindType;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.SessionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sessions of the SMSC: binding and closing. */
class SmscBindsTest {
    @RegisterExtension
    static final Stage STAGE = new Stage();

    @Test
    void sessionIsDroppedWithSubmitsInFlight() throws Exception {
        STAGE.faults("""
                {"sms":{"dropAfter":3,"slowAnswerMs":{"min":5000,"max":5000},"receiptDelayMs":{"min":1000,"max":1000}}}""");
        var esme = Esme.transceiver(STAGE.smscPort());
        esme.session().setTransactionTimer(500);
        try (var window = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 3).forEach(n -> window.submit(() -> esme.submit("49170", "n" + n)));

            await(() -> esme.session().getSessionState() == SessionState.CLOSED);
        }
        assertEquals(3, STAGE.ledger().size());

        try (var reconnected = Esme.transceiver(STAGE.smscPort())) {
            await(() -> reconnected.delivered().size() == 3);
        }
    }

    @Test
    void dropBindsClosesAllSessions() throws Exception {
        var esme = Esme.transceiver(STAGE.smscPort());

        STAGE.post("/control/drop-binds", "");

        await(() -> esme.session().getSessionState() == SessionState.CLOSED);
        await(() -> STAGE.get("/control/stats").json().path("binds").asInt() == 0);
    }

    @Test
    void invalidBindsAreRejected() {
        assertThrows(IOException.class, () -> new Esme(STAGE.smscPort(), BindType.BIND_TRX, "wrong"));
        STAGE.faults("{\"sms\":{\"refuseBinds\":true}}");
        assertThrows(IOException.class, () -> Esme.transceiver(STAGE.smscPort()));
        assertEquals(2, STAGE.count("sms", "bindsRefused"));
    }

    @Test
    void refusedBindsHaveThePlannedStatus() {
        STAGE.faults("{\"sms\":{\"refuseBinds\":true,\"bindStatus\":83}}");

        var failure = assertThrows(IOException.class, () -> Esme.transceiver(STAGE.smscPort()));

        assertEquals(
                83,
                assertInstanceOf(NegativeResponseException.class, failure.getCause())
                        .getCommandStatus());
    }

    @Test
    void enquireLinkHasNoResponseIfThePlanHasItSo() throws Exception {
        STAGE.faults("{\"sms\":{\"enquireLinks\":false}}");
        try (var esme = Esme.transceiver(STAGE.smscPort())) {
            esme.session().setTransactionTimer(200);
            esme.session().setEnquireLinkTimer(50);
            esme.submit("49170", "x"); // its response ends the read that waits with the former timer

            await(() -> esme.session().getSessionState() == SessionState.CLOSED);
        }
    }

    @Test
    void enquireLinkIsAnswered() throws Exception {
        try (var esme = Esme.transceiver(STAGE.smscPort())) {
            esme.session().setEnquireLinkTimer(50);
            pause(400);

            assertEquals(SessionState.BOUND_TRX, esme.session().getSessionState());
        }
    }
}
