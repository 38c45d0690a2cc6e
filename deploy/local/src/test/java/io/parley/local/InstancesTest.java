package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes of messaging-service with one database and broker: message order, kill and graceful shutdown. */
@Timeout(300)
@Tag("fault")
class InstancesTest {

    private static final int PEOPLE = 50;
    private static final int MESSAGES_EACH = 10;
    private static final Set<String> TERMINAL = Set.of("delivered", "seen", "failed");

    @TempDir
    static Path state;

    private static Options options;
    private static Platform platform;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ObjectMapper json = new ObjectMapper();

    @BeforeAll
    static void start() {
        options = Options.of(Path.of(System.getProperty("parley.home")), state)
                .withPorts(Ports.free())
                .withSetting(Service.MESSAGING, "parley.dispatch.hold", "PT12S")
                .withSetting(Service.MESSAGING, "parley.dispatch.lease", "PT12S")
                .withSetting(Service.MESSAGING, "parley.dispatch.call-timeout", "PT10S");
        platform = Platform.start(options, line -> {});
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void messagesKeepTheirOrderAcrossInstancesWhenOneIsKilled() throws Exception {
        sandbox().faults("{'whatsapp':{'latencyMs':{'min':20,'max':120}}}");
        try (var second = new SecondInstance(options, platform, "second", Map.of())) {
            var apis = List.of(platform.endpoints().api(), second.api());
            var sent = new AtomicInteger();
            var killer = Thread.ofVirtual().start(() -> {
                while (sent.get() < PEOPLE * MESSAGES_EACH / 2) {
                    pause(Duration.ofMillis(5));
                }
                second.kill9();
            });

            var orders = allOf(IntStream.range(0, PEOPLE)
                    .<Callable<List<String>>>mapToObj(person -> () -> writeTo(person, apis, sent))
                    .toList());

            killer.join();
            var all = orders.stream().flatMap(List::stream).toList();
            awaitTerminal(all);
            var ledger = ledgerOf(new HashSet<>(all));
            assertEquals(PEOPLE * MESSAGES_EACH, ledger.size(), "each once");
            for (var person = 0; person < PEOPLE; person++) {
                var number = number("4916", person);
                assertEquals(
                        orders.get(person),
                        ledger.stream()
                                .filter(entry -> entry.path("to").asText().equals(number))
                                .map(entry -> entry.path("ref").asText())
                                .toList(),
                        "order of a person's messages");
            }
        }
    }

    @Test
    void stoppedInstanceLosesNoMessageUnderLoad() throws Exception {
        sandbox().faults("{'whatsapp':{'latencyMs':{'min':300,'max':600}}}");
        try (var second = new SecondInstance(options, platform, "leaving", Map.of("quarkus.shutdown.delay", "2S"))) {
            var acknowledged = ConcurrentHashMap.<String>newKeySet();
            var acceptedWhileNotReady = new AtomicBoolean();
            var sending = new AtomicBoolean(true);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var sender = 0; sender < 10; sender++) {
                    var first = 1_000 * sender;
                    threads.submit(() -> {
                        for (var i = 0; sending.get(); i++) {
                            var leaving = second.isNotReady();
                            var response = post(second.api(), "4917", first + i, "stop-" + first + "-" + i);
                            if (response != null && response.statusCode() == 202) {
                                acknowledged.add(id(response));
                                acceptedWhileNotReady.compareAndSet(false, leaving);
                            }
                            pause(Duration.ofMillis(50));
                        }
                        return null;
                    });
                }
                pause(Duration.ofSeconds(3));
                second.stop();
                assertEquals(0, leasedBy("leaving"), "in-flight results are recorded before the end");
                sending.set(false);
            }

            assertTrue(acknowledged.size() > 20, acknowledged.size() + " acknowledged");
            assertTrue(acceptedWhileNotReady.get(), "it reports not ready before it rejects requests");
            awaitTerminal(acknowledged);
            var ledger = ledgerOf(acknowledged);
            assertEquals(acknowledged.size(), ledger.size(), "each once");
        }
    }

    /** Sends messages one after another, each to a random instance, with retries until it is accepted. */
    private List<String> writeTo(int person, List<String> apis, AtomicInteger sent) throws Exception {
        var chance = new Random(person);
        var order = new ArrayList<String>();
        for (var i = 0; i < MESSAGES_EACH; i++) {
            var key = "order-" + person + "-" + i;
            HttpResponse<String> response = null;
            while (response == null || response.statusCode() != 202) {
                response = post(apis.get(chance.nextInt(apis.size())), "4916", person, key);
                assertTrue(
                        response == null || Set.of(202, 409, 503).contains(response.statusCode()),
                        () -> "unexpected answer");
            }
            order.add(id(response));
            sent.incrementAndGet();
        }
        return order;
    }

    private void awaitTerminal(Iterable<String> messages) throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        for (var message : messages) {
            while (!TERMINAL.contains(status(message))) {
                assertTrue(System.nanoTime() < end, "not finished: " + message + " " + status(message));
                pause(Duration.ofMillis(100));
            }
        }
    }

    private String status(String message) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create(platform.endpoints().api() + "/messages/" + message + "/status"))
                .header("apikey", platform.credentials().apiKey())
                .build();
        return json.readTree(http.send(request, BodyHandlers.ofString()).body())
                .path("status")
                .asText();
    }

    /** Returns null if there was no response. */
    private HttpResponse<String> post(String api, String prefix, int person, String key) throws InterruptedException {
        var body =
                "{\"channel\":\"whatsapp\",\"from\":\"%s\",\"to\":\"%s\",\"content\":{\"contentType\":\"text\",\"text\":\"n\"}}"
                        .formatted(LocalIdentities.WHATSAPP_NUMBER, number(prefix, person));
        var request = HttpRequest.newBuilder(URI.create(api + "/messages"))
                .timeout(Duration.ofSeconds(10))
                .header("apikey", platform.credentials().apiKey())
                .header("content-type", "application/json")
                .header("idempotency-key", key)
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            return null;
        }
    }

    private static SandboxControl sandbox() {
        return new SandboxControl(platform.endpoints().sandbox());
    }

    private static List<JsonNode> ledgerOf(Set<String> messages) throws Exception {
        return new SandboxLedger(platform.endpoints().sandbox())
                .accepted("whatsapp").stream()
                        .filter(entry -> messages.contains(entry.path("ref").asText()))
                        .toList();
    }

    /** Returns the number of jobs leased by an instance. */
    private static long leasedBy(String instance) throws SQLException {
        return new Database(platform).count("messaging.dispatch_job where lease_owner like '" + instance + "/%'");
    }

    private String id(HttpResponse<String> response) throws IOException {
        return json.readTree(response.body()).path("messageId").asText();
    }

    private static String number(String prefix, int person) {
        return "%s%08d".formatted(prefix, 30_000_000 + person);
    }

    private static <T> List<T> allOf(List<Callable<T>> tasks) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (Future<T> done : threads.invokeAll(tasks)) {
                results.add(done.get());
            }
            return results;
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
