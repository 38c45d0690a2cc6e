package io.parley.sandbox;

import static io.parley.sandbox.Stage.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.web.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The stream of changes: what it contains, and how a reader continues. */
class PhoneStreamTest {
    private static final String PERSON = "491701234567";

    @RegisterExtension
    static final Stage STAGE = new Stage();

    /** One event of a stream. */
    private record StreamEvent(String id, String name, JsonNode data) {}

    /** A reader that records the events. */
    private static final class Reader implements AutoCloseable {
        private final List<StreamEvent> events = new CopyOnWriteArrayList<>();
        private final HttpClient client = HttpClient.newHttpClient();
        private final BufferedReader lines;

        Reader(String query, String lastEventId) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + STAGE.sandbox().httpPort() + "/phones/api/stream" + query));
            if (lastEventId != null) {
                request.header("Last-Event-ID", lastEventId);
            }
            var response = client.send(request.build(), BodyHandlers.ofInputStream());
            assertEquals(200, response.statusCode());
            assertEquals(
                    "text/event-stream",
                    response.headers().firstValue("content-type").orElseThrow());
            lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            var id = "";
            var name = "";
            try {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("id: ")) {
                        id = line.substring(4);
                    } else if (line.startsWith("event: ")) {
                        name = line.substring(7);
                    } else if (line.startsWith("data: ")) {
                        var data = line.substring(6).getBytes(StandardCharsets.UTF_8);
                        events.add(new StreamEvent(id, name, Json.parse(data)));
                    }
                }
            } catch (IOException e) {
                events.add(new StreamEvent(id, "closed", Json.MAPPER.createObjectNode()));
            }
        }

        StreamEvent await(String name) {
            Stage.await(() -> events.stream().anyMatch(event -> event.name.equals(name)));
            return events.stream()
                    .filter(event -> event.name.equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        boolean hasText(String text) {
            return events.stream()
                    .anyMatch(event -> event.data.findValuesAsText("text").contains(text));
        }

        @Override
        public void close() {
            client.shutdownNow();
        }
    }

    @Test
    void messagesAndStatusesOfAPhoneArrive() throws Exception {
        try (var reader = new Reader("?phones=whatsapp:" + PERSON, null)) {
            reader.await("started");

            STAGE.whatsapp(PERSON, "live");
            STAGE.whatsapp("491709999999", "another phone");

            await(() -> reader.events.stream()
                    .anyMatch(event -> event.data.findValuesAsText("status").contains("read")));
            assertTrue(reader.hasText("live"));
            assertTrue(!reader.hasText("another phone"), "only the phones that were asked for");
        }
    }

    @Test
    void listContainsOtherPhonesWithoutTheirMessages() throws Exception {
        try (var reader = new Reader("?list=true", null)) {
            reader.await("started");

            STAGE.whatsapp("491709999999", "in the list");

            await(() -> reader.events.stream()
                    .anyMatch(event -> event.data.findValuesAsText("preview").contains("in the list")));
            assertTrue(!reader.hasText("in the list"));
        }
    }

    @Test
    void readerContinuesAfterItsLastEvent() throws Exception {
        String last;
        try (var reader = new Reader("?phones=whatsapp:" + PERSON, null)) {
            last = reader.await("started").id();
        }
        STAGE.whatsapp(PERSON, "missed");
        PhoneStage.whatsapp(STAGE, PERSON).awaitText("missed");

        try (var reader = new Reader("?phones=whatsapp:" + PERSON, last)) {
            assertEquals(last, reader.await("resumed").id());
            await(() -> reader.hasText("missed"));
        }
    }

    @Test
    void readerOfAnEarlierRunIsBehind() throws Exception {
        for (var id : new String[] {"another-1", "nonsense", "-1", "0-99999999999999999999"}) {
            try (var reader = new Reader("", id)) {
                reader.await("behind");
            }
        }
    }

    @Test
    void resetLeavesAReaderBehind() throws Exception {
        try (var reader = new Reader("?phones=whatsapp:" + PERSON, null)) {
            reader.await("started");

            STAGE.post("/control/reset", "");

            reader.await("behind");
        }
    }

    @Test
    void burstIsSentInFewEventsWithTheNewestMessages() throws Exception {
        try (var reader = new Reader("?phones=whatsapp:" + PERSON, null)) {
            reader.await("started");

            for (var n = 1; n <= 300; n++) {
                STAGE.whatsapp(PERSON, "n" + n);
            }

            await(() -> reader.hasText("n300"));
            for (var event : reader.events) {
                for (var chat : event.data().path("chats")) {
                    assertTrue(
                            chat.path("messages").size() <= 60,
                            () -> chat.path("messages").size() + " messages");
                }
            }
        }
    }

    @Test
    void unknownPhonesAreRejected() {
        assertEquals(400, STAGE.get("/phones/api/stream?phones=fax:1").status());
        assertEquals(400, STAGE.get("/phones/api/stream?phones=whatsapp").status());
    }
}
