package io.parley.sandbox;

import static io.parley.sandbox.Stage.await;
import static io.parley.sandbox.Stage.pause;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFaultsTest {

    @RegisterExtension
    static final Stage STAGE = new Stage();

    @ParameterizedTest
    @CsvSource({"http429,429,4", "http5xx,503,2", "code130429,400,130429", "code131056,400,131056"})
    void rejectedCallIsNotAccepted(String fault, int status, int code) {
        STAGE.faults("{\"whatsapp\":{\"" + fault + "\":1}}");

        var response = STAGE.whatsapp("49170", "x");

        assertEquals(status, response.status());
        assertEquals(code, response.json().at("/error/code").asInt());
        assertEquals(0, STAGE.ledger().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeoutAfterAccept", "resetAfterAccept"})
    void connectionIsResetAfterAccepting(String fault) {
        STAGE.faults("{\"whatsapp\":{\"hangMs\":150,\"" + fault + "\":1}}");

        assertThrows(
                IOException.class,
                () -> STAGE.send(
                        "POST",
                        Stage.MESSAGES,
                        Stage.whatsappText("49170", "lost"),
                        "Authorization",
                        "Bearer sandbox-meta-token"));

        assertTrue(STAGE.ledger().size() >= 1);
        await(() -> STAGE.platform().metaItems("statuses").size() >= 3);
    }

    @Test
    void acceptedMessageGetsHttp500() {
        STAGE.faults("{\"whatsapp\":{\"error500AfterAccept\":1}}");

        assertEquals(500, STAGE.whatsapp("49170", "x").status());
        assertEquals(1, STAGE.ledger().size());
        assertEquals(1, STAGE.count("whatsapp", "responsesLost"));
    }

    @Test
    void responseIsDelayed() {
        STAGE.faults("{\"whatsapp\":{\"latencyMs\":{\"min\":120,\"max\":150}}}");
        var start = System.nanoTime();

        STAGE.whatsapp("49170", "x");

        assertTrue(System.nanoTime() - start >= 120_000_000L);
    }

    @Test
    void firstStatusPrecedesTheResponse() {
        STAGE.faults("{\"whatsapp\":{\"earlyWebhooks\":1," + Stage.SPACED_STATUSES + "}}");

        STAGE.whatsapp("49170", "x");

        assertEquals("sent", statuses().getFirst());
    }

    @Test
    void everyStatusIsDuplicated() {
        STAGE.faults("{\"whatsapp\":{\"duplicateWebhooks\":1}}");

        STAGE.whatsapp("49170", "x");

        await(() -> statuses().size() == 6);
        assertEquals(3, statuses().stream().distinct().count());
    }

    @Test
    void statusesAreReversed() {
        STAGE.faults("{\"whatsapp\":{\"outOfOrder\":1," + Stage.SPACED_STATUSES + "}}");

        STAGE.whatsapp("49170", "x");

        await(() -> statuses().size() == 3);
        assertEquals(List.of("read", "delivered", "sent"), statuses());
    }

    @Test
    void statusesAreDropped() {
        STAGE.faults("{\"whatsapp\":{\"dropWebhooks\":1}}");

        STAGE.whatsapp("49170", "x");
        pause(250);

        assertTrue(statuses().isEmpty());
    }

    @Test
    void deliveredOrReadIsSkipped() {
        STAGE.faults("{\"whatsapp\":{\"skipDelivered\":1," + Stage.SPACED_STATUSES + "}}");
        STAGE.whatsapp("49170", "x");
        await(() -> statuses().size() == 2);
        assertEquals(List.of("sent", "read"), statuses());

        STAGE.platform().clear();
        STAGE.faults("{\"whatsapp\":{\"read\":false," + Stage.SPACED_STATUSES + "}}");
        STAGE.whatsapp("49170", "y");
        await(() -> statuses().size() == 2);
        assertEquals(List.of("sent", "delivered"), statuses());
    }

    @Test
    void listedRecipientsAreRejectedOrFail() {
        STAGE.faults("{\"whatsapp\":{\"rejectCodes\":{\"49171\":131047},\"failCodes\":{\"49172\":131049}}}");

        assertEquals(
                131047, STAGE.whatsapp("49171", "x").json().at("/error/code").asInt());
        assertEquals(200, STAGE.whatsapp("49172", "y").status());

        await(() -> statuses().contains("failed"));
        var failed = STAGE.platform().metaItems("statuses").getLast();
        assertEquals(131049, failed.at("/errors/0/code").asInt());
    }

    @Test
    void theSameSeedGivesTheSameFaults() {
        var first = run(7);
        var second = run(7);
        var other = run(8);

        assertEquals(first, second);
        assertNotEquals(first, other);
    }

    private static List<Integer> run(long seed) {
        STAGE.faults("{\"seed\":" + seed + ",\"whatsapp\":{\"http5xx\":0.3,\"code131056\":0.3}}");
        return IntStream.range(0, 20)
                .mapToObj(n -> STAGE.whatsapp("49170", "n" + n).status())
                .toList();
    }

    @Test
    void faultsApplyToViber() {
        STAGE.faults("{\"viber\":{\"http5xx\":1}}");
        assertEquals(503, STAGE.viber("49170", "x").status());
        STAGE.faults("{\"viber\":{\"error500AfterAccept\":1}}");
        assertEquals(500, STAGE.viber("49170", "x").status());
        STAGE.faults("{\"viber\":{\"status12\":1}}");
        assertEquals(12, STAGE.viber("49170", "x").json().path("status").asInt());

        assertEquals(1, STAGE.ledger().size());
    }

    private static List<String> statuses() {
        return STAGE.platform().metaItems("statuses").stream()
                .map((JsonNode status) -> status.path("status").asText())
                .toList();
    }
}
