package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Several messages to each of many people, each to a random instance, during which one of the instances ends. */
final class Conversations {
    private static final int PEOPLE = 50;
    private static final int MESSAGES_EACH = 10;
    private static final Set<String> TERMINAL = Set.of("delivered", "seen", "failed");
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    private final List<ApiClient> instances;
    private final ApiClient remaining;
    private final Backend backend;
    private final Runnable halfway;
    private final AtomicInteger sent = new AtomicInteger();
    private List<List<String>> orders;

    /** @param halfway ends one of the hosts, but not the first one */
    Conversations(List<ServiceHost> hosts, Backend backend, Runnable halfway) {
        var key = backend.credentials().apiKey();
        this.instances = hosts.stream()
                .map(host -> new ApiClient(host.url(Service.MESSAGING), key))
                .toList();
        this.remaining = instances.getFirst();
        this.backend = backend;
        this.halfway = halfway;
    }

    void sendAll() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ending = threads.submit(this::endHalfway);
            var tasks = IntStream.range(0, PEOPLE)
                    .<Callable<List<String>>>mapToObj(person -> () -> writeTo(person))
                    .toList();
            orders = new ArrayList<>();
            for (Future<List<String>> done : threads.invokeAll(tasks)) {
                orders.add(done.get());
            }
            ending.get();
        }
    }

    private void endHalfway() {
        while (sent.get() < PEOPLE * MESSAGES_EACH / 2) {
            Waits.pause(Duration.ofMillis(5));
        }
        halfway.run();
    }

    /** Sends messages one after another, each with retries until it is accepted. */
    private List<String> writeTo(int person) throws Exception {
        var chance = new Random(person);
        var order = new ArrayList<String>();
        for (var i = 0; i < MESSAGES_EACH; i++) {
            var key = "order-" + person + "-" + i;
            HttpResponse<String> response = null;
            while (response == null || response.statusCode() != 202) {
                response = post(instances.get(chance.nextInt(instances.size())), person, key);
                var last = response;
                assertTrue(
                        last == null || Set.of(202, 409, 503).contains(last.statusCode()),
                        () -> last.statusCode() + " " + last.body());
            }
            order.add(remaining.read(response).path("messageId").asText());
            sent.incrementAndGet();
        }
        return order;
    }

    /** Returns null if there was no response. */
    private static HttpResponse<String> post(ApiClient instance, int person, String key) throws InterruptedException {
        try {
            return instance.sendText("whatsapp", number(person), "n", key);
        } catch (IOException e) {
            return null;
        }
    }

    void requireOnceAndInOrder() throws Exception {
        var all = orders.stream().flatMap(List::stream).toList();
        for (var message : all) {
            Waits.await("end of " + message, TIMEOUT, () -> TERMINAL.contains(status(message)));
        }
        var ids = new HashSet<>(all);
        var ledger = new SandboxLedger(backend.sandbox().url())
                .accepted("whatsapp").stream()
                        .filter(entry -> ids.contains(entry.path("ref").asText()))
                        .toList();
        assertEquals(PEOPLE * MESSAGES_EACH, ledger.size(), "each once");
        for (var person = 0; person < PEOPLE; person++) {
            var number = number(person);
            assertEquals(
                    orders.get(person),
                    ledger.stream()
                            .filter(entry -> entry.path("to").asText().equals(number))
                            .map(entry -> entry.path("ref").asText())
                            .toList(),
                    "order of a person's messages");
        }
    }

    private String status(String message) throws Exception {
        return remaining.read(remaining.status(message)).path("status").asText();
    }

    private static String number(int person) {
        return "4916%08d".formatted(30_000_000 + person);
    }
}
