package io.parley.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Phones of a sandbox in this JVM; the test itself is the business, by Meta's API. */
@Timeout(60)
@Tag("slow")
class ParleySandboxTest {

    private static final String BUSINESS = "4930555100";
    private static final Queue<String> WEBHOOKS = new ConcurrentLinkedQueue<>();
    private static final HttpServer BUSINESS_SERVER = server();

    @RegisterExtension
    static final ParleySandbox sandbox = ParleySandbox.inThisJvm()
            .with(
                    "meta-webhook-url",
                    "http://127.0.0.1:" + BUSINESS_SERVER.getAddress().getPort() + "/")
            .with("status-pace-percent", "0")
            .withTimeout(Duration.ofSeconds(5));

    @AfterAll
    static void stop() {
        BUSINESS_SERVER.stop(0);
    }

    @Test
    void phoneShowsTheMessageAndTapReachesTheBusiness(Phone mina) throws Exception {
        send(mina, """
                "type":"interactive","interactive":{"type":"button","body":{"text":"Shall we come at nine?"},
                "action":{"buttons":[{"type":"reply","reply":{"id":"yes-9","title":"Yes"}},
                                     {"type":"reply","reply":{"id":"no-9","title":"No"}}]}}""");

        var message = mina.lastMessage();
        assertEquals("Shall we come at nine?", message.text());
        assertEquals(List.of("Yes", "No"), message.buttons());
        assertEquals(BUSINESS, message.business());
        mina.tap("Yes");

        awaitWebhook("yes-9");
    }

    @Test
    void personWritesAndIsAnswered(Phone mina) throws Exception {
        mina.send("Are you open?");
        awaitWebhook("Are you open?");

        send(mina, "\"type\":\"text\",\"text\":{\"body\":\"Until eight.\"}");

        assertEquals("Until eight.", mina.awaitMessage("eight").text());
        assertEquals(
                List.of(true, false),
                mina.messages().stream().map(PhoneMessage::isFromPerson).toList());
    }

    @Test
    void failureReportsWhatThePhoneShows(Phone mina) throws Exception {
        send(mina, "\"type\":\"text\",\"text\":{\"body\":\"Until eight.\"}");
        mina.lastMessage();

        var failure = assertThrows(AssertionError.class, () -> mina.tap("Yes"));

        assertTrue(failure.getMessage().contains("\"Yes\""), failure.getMessage());
        assertTrue(failure.getMessage().contains("Until eight."), failure.getMessage());
        assertTrue(failure.getMessage().contains(mina.number()), failure.getMessage());
    }

    @Test
    void phoneThatIsOfflineGetsItsMessagesLater(Phone mina) throws Exception {
        mina.setOnline(false);
        send(mina, "\"type\":\"text\",\"text\":{\"body\":\"Ready.\"}");
        awaitStatus(mina, "sent");

        mina.setOnline(true);

        awaitStatus(mina, "delivered", "read");
    }

    private static void awaitStatus(Phone phone, String... anyOf) {
        Poll.until(
                Duration.ofSeconds(5),
                () -> List.of(anyOf).contains(phone.lastMessage().status()) ? phone : null,
                () -> "other statuses: " + phone.messages());
    }

    @Test
    void otherMessagesThanThoseOfTheTestAreNotShown(Phone mina, Phone other) throws Exception {
        assertNotEquals(mina.number(), other.number());
        send(mina, "\"type\":\"text\",\"text\":{\"body\":\"For Mina.\"}");
        mina.lastMessage();

        other.assertNoMessage(Duration.ofMillis(200));
        assertThrows(AssertionError.class, () -> mina.assertNoMessage(Duration.ofMillis(1)));
        var later = new Phone(
                new SandboxClient(sandbox.url()),
                "whatsapp",
                mina.number().substring(1),
                Duration.ofMillis(100),
                Instant.now());
        assertFalse(later.messages().stream().anyMatch(message -> message.contains("For Mina.")));
        assertTrue(sandbox.smscPort() > 0);
    }

    private static void send(Phone to, String content) throws Exception {
        var body = "{\"messaging_product\":\"whatsapp\",\"to\":\"" + to.number() + "\"," + content + "}";
        var request = HttpRequest.newBuilder(URI.create(sandbox.url() + "/graph/v23.0/105500000000001/messages"))
                .header("authorization", "Bearer sandbox-meta-token")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, BodyHandlers.ofString());
            assertEquals(200, response.statusCode(), response.body());
        }
    }

    private static void awaitWebhook(String part) {
        Poll.until(
                Duration.ofSeconds(10),
                () -> WEBHOOKS.stream()
                        .filter(body -> body.contains(part))
                        .findFirst()
                        .orElse(null),
                () -> "no webhook with " + part + ": " + WEBHOOKS);
    }

    private static HttpServer server() {
        try {
            var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 16);
            server.createContext("/", exchange -> {
                WEBHOOKS.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
