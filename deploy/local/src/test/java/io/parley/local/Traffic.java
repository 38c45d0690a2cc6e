package io.parley.local;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Constant load through the front: texts on every channel, one for each person, whose statuses are read, and messages
 * from people. A text that was not accepted is sent again with the same idempotency key. Records what the client saw.
 */
final class Traffic implements AutoCloseable {
    static final List<String> CHANNELS = List.of("whatsapp", "viber", "sms");

    private static final Duration BETWEEN_TEXTS = Duration.ofMillis(25);
    private static final Duration BEFORE_RETRY = Duration.ofMillis(200);
    private static final int TEXTS_PER_INBOUND = 5;
    private static final int MAX_SECONDS_TO_END = 60;

    private final String name;
    private final int number;
    private final ApiClient client;
    private final SandboxControl sandbox;
    private final Map<String, String> accepted = new ConcurrentHashMap<>();
    private final Set<String> written = ConcurrentHashMap.newKeySet();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final long began = System.nanoTime();
    private long lastAccepted = began;
    private long maxGap;
    private volatile boolean ending;

    /**
     * @param name part of every text
     * @param number of this load; loads with different numbers have different people
     */
    private Traffic(String name, int number, ApiClient client, SandboxControl sandbox) {
        this.name = name;
        this.number = number;
        this.client = client;
        this.sandbox = sandbox;
    }

    static Traffic start(String name, int number, ApiClient client, SandboxControl sandbox) {
        var traffic = new Traffic(name, number, client, sandbox);
        CHANNELS.forEach(channel -> traffic.senders.submit(() -> traffic.send(channel)));
        return traffic;
    }

    private Void send(String channel) throws Exception {
        for (var i = 0; !ending; i++) {
            sendUntilAccepted(channel, i);
            if (i % TEXTS_PER_INBOUND == 0) {
                writeToUs(channel, i);
            }
            Waits.pause(BETWEEN_TEXTS);
        }
        return null;
    }

    private void sendUntilAccepted(String channel, int i) throws InterruptedException {
        var text = "%s %s %d".formatted(name, channel, i);
        while (!accepted.containsKey(text)) {
            if (!trySend(channel, person(channel, i), text)) {
                Waits.pause(BEFORE_RETRY);
            }
        }
    }

    private boolean trySend(String channel, String person, String text) throws InterruptedException {
        try {
            var response = client.sendText(channel, person, text, text);
            if (response.statusCode() != 202) {
                return failed(text + ": " + response.statusCode() + " " + response.body());
            }
            var id = client.read(response).path("messageId").asText();
            accepted.put(text, id);
            markAccepted();
            readStatus(id);
            return true;
        } catch (IOException e) {
            return failed(text + ": " + e);
        }
    }

    private void readStatus(String id) throws InterruptedException {
        try {
            var response = client.status(id);
            if (response.statusCode() != 200) {
                failed("status of " + id + ": " + response.statusCode() + " " + response.body() + ", repeated: "
                        + client.status(id).statusCode());
            }
        } catch (IOException e) {
            failed("status: " + e);
        }
    }

    private boolean failed(String error) {
        errors.add("%.1f s: %s".formatted((System.nanoTime() - began) / 1e9, error));
        return false;
    }

    private synchronized void markAccepted() {
        var now = System.nanoTime();
        maxGap = Math.max(maxGap, now - lastAccepted);
        lastAccepted = now;
    }

    /** A person's message. Viber's are sent to the bot, which the sandbox does by the same command. */
    private void writeToUs(String channel, int i) throws Exception {
        var text = "%s from %s %d".formatted(name, channel, i);
        sandbox.inbound("{'channel':'%s','from':'%s','to':'%s','text':'%s'}"
                .formatted(channel, person(channel, i), ApiClient.sender(channel), text));
        written.add(text);
    }

    private String person(String channel, int i) {
        return "4915%d%02d%06d".formatted(CHANNELS.indexOf(channel), number, i);
    }

    /** Ids of the accepted messages by text. */
    Map<String, String> accepted() {
        return accepted;
    }

    /** Texts that people sent. */
    Set<String> written() {
        return written;
    }

    /** Every response other than the expected one, and every lost connection. */
    Queue<String> errors() {
        return errors;
    }

    /** Maximum time between two accepted messages. */
    synchronized Duration maxGap() {
        return Duration.ofNanos(maxGap);
    }

    /** Returns when all texts that were begun are accepted. */
    @Override
    public void close() {
        ending = true;
        senders.shutdown();
        try {
            if (!senders.awaitTermination(MAX_SECONDS_TO_END, TimeUnit.SECONDS)) {
                senders.shutdownNow();
                throw new AssertionError("texts were not accepted: "
                        + errors.stream().skip(Math.max(0, errors.size() - 3)).toList());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
