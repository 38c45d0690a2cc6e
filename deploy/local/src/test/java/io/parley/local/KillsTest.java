package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills processes under load and keeps the books: every acknowledged message ends in exactly one terminal outcome, the
 * provider got none twice, no callback was lost. The seed is printed, so that a failing run can be repeated.
 */
@Timeout(360)
class KillsTest {

    private static final int MESSAGES = 2_000;
    private static final int AT_A_TIME = 24;
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(4);
    private static final Set<String> TERMINAL = Set.of("delivered", "seen", "failed");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    @Test
    void everyAcknowledgedMessageEndsOnceWhateverIsKilled(@TempDir Path state) throws Exception {
        var options = Options.of(Path.of(System.getProperty("parley.home")), state)
                .withPorts(Ports.free())
                .withBrokerProcess()
                .withSetting(Service.MESSAGING, "parley.dispatch.hold", "PT12S")
                .withSetting(Service.MESSAGING, "parley.dispatch.lease", "PT12S")
                .withSetting(Service.MESSAGING, "parley.dispatch.call-timeout", "PT10S");
        try (var customer = new CountingCustomer();
                var platform = Platform.start(options, line -> {})) {
            callBack(platform, customer);

            sendWhileKilling(platform);

            assertEquals(MESSAGES, acknowledged.size());
            awaitThat("all are terminal", Duration.ofSeconds(120), () -> unfinished(platform)
                    .isEmpty());
            var ledger = new Ledger(platform.endpoints().sandbox()).accepted("whatsapp");
            assertEquals(
                    List.of(),
                    ledger.stream().filter(e -> e.hasNonNull("duplicateOf")).toList(),
                    "sent twice");
            assertEquals(Set.of(), without(acknowledged, references(ledger)), "acknowledged and never sent");
            awaitThat("all callbacks came", Duration.ofSeconds(90), () -> untold(customer)
                    .isEmpty());
        }
    }

    private void sendWhileKilling(Platform platform) throws Exception {
        var sending = new AtomicBoolean(true);
        var killer = Thread.ofPlatform().start(() -> kill(platform, sending));
        var next = new AtomicInteger();
        var room = new Semaphore(AT_A_TIME);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < MESSAGES; i++) {
                room.acquire();
                threads.submit(() -> {
                    send(platform, next.getAndIncrement());
                    room.release();
                    return null;
                });
                Thread.sleep(12);
            }
        }
        sending.set(false);
        killer.join();
    }

    /** Each of the four in turn, in a seeded order; each comes back before the next goes. */
    private static void kill(Platform platform, AtomicBoolean sending) {
        var seed = Long.getLong("parley.kills.seed", System.nanoTime());
        System.out.println("kills: -Dparley.kills.seed=" + seed);
        var random = new Random(seed);
        var victims = List.of(
                platform.service(Service.MESSAGING),
                platform.service(Service.GATEWAY),
                platform.postgres(),
                platform.kafka());
        var turn = new ArrayList<Part>();
        while (sending.get()) {
            if (turn.isEmpty()) {
                turn.addAll(victims);
                java.util.Collections.shuffle(turn, random);
            }
            pause(BETWEEN_KILLS);
            var victim = turn.removeLast();
            victim.kill9();
            pause(Duration.ofMillis(200 + random.nextInt(800)));
            victim.start();
            platform.awaitReady(victim);
        }
    }

    /** As a careful client does: the same idempotency key until somebody answers. */
    private void send(Platform platform, int number) throws Exception {
        var body =
                "{\"channel\":\"whatsapp\",\"from\":\"%s\",\"to\":\"4915%08d\",\"content\":{\"contentType\":\"text\",\"text\":\"n\"}}"
                        .formatted(LocalIdentities.WHATSAPP_NUMBER, 20_000_000 + number);
        while (true) {
            try {
                var answer = call(platform, "POST", "/messages", body, "kills-" + number);
                if (answer.statusCode() == 202) {
                    acknowledged.add(
                            json.readTree(answer.body()).path("messageId").asText());
                    return;
                }
                assertTrue(Set.of(409, 502, 503).contains(answer.statusCode()), answer.statusCode() + answer.body());
            } catch (IOException gone) {
                // the service or the front's connection to it died: again
            }
            Thread.sleep(200);
        }
    }

    private Set<String> unfinished(Platform platform) {
        var open = new TreeSet<String>();
        for (var message : acknowledged) {
            try {
                var answer = call(platform, "GET", "/messages/" + message + "/status", null, null);
                if (!TERMINAL.contains(
                        json.readTree(answer.body()).path("status").asText())) {
                    open.add(message);
                }
            } catch (Exception e) {
                open.add(message);
            }
            if (open.size() > 20) {
                return open; // far from done: ask again later
            }
        }
        return open;
    }

    private Set<String> untold(CountingCustomer customer) {
        return without(acknowledged, customer.toldOf("MessageStatus::delivered"));
    }

    private void callBack(Platform platform, CountingCustomer customer) throws Exception {
        var answer = call(
                platform,
                "PUT",
                "/configurations/channels/whatsapp/phone-numbers/" + LocalIdentities.WHATSAPP_NUMBER + "/callbacks",
                "{\"messageStatusUrl\":\"" + customer.url("/status") + "\"}",
                null);
        assertEquals(200, answer.statusCode(), answer.body());
    }

    private HttpResponse<String> call(Platform platform, String method, String path, String body, String key)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create(platform.endpoints().api() + path))
                .timeout(Duration.ofSeconds(10))
                .header("apikey", platform.credentials().apiKey())
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("content-type", "application/json");
        }
        if (key != null) {
            request.header("idempotency-key", key);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Set<String> references(List<JsonNode> ledger) {
        var all = new HashSet<String>();
        ledger.forEach(entry -> all.add(entry.path("ref").asText()));
        return all;
    }

    private static Set<String> without(Set<String> all, Set<String> those) {
        var left = new TreeSet<>(all);
        left.removeAll(those);
        return left;
    }

    private static void awaitThat(String what, Duration limit, BooleanSupplier fact) {
        var end = System.nanoTime() + limit.toNanos();
        while (!fact.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within " + limit + ": " + what);
            pause(Duration.ofSeconds(1));
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
