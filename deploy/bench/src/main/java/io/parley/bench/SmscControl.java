package io.parley.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What the simulated SMSC has received, and how it behaves, by the control API of the sandbox. */
final class SmscControl {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int PAGE = 5_000;
    private static final int RECEIPT_MS = 50;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI sandbox;

    SmscControl(URI sandbox) {
        this.sandbox = sandbox;
    }

    /** Returns the number of texts received since the start of the sandbox. */
    long received() {
        return stats().getJsonObject("counts")
                .getJsonObject("sms", new JsonObject())
                .getLong("accepted", 0L);
    }

    /** Returns the number of bound sessions. */
    int binds() {
        return stats().getInteger("binds");
    }

    /** Returns the number of delivery receipts that no client has acknowledged yet. */
    int pendingReceipts() {
        return stats().getJsonObject("pending").getInteger("delivers");
    }

    private JsonObject stats() {
        return new JsonObject(call("GET", "/control/stats", ""));
    }

    /** Returns how often each text of the ledger was received. */
    Map<String, Integer> copies() {
        var copies = new HashMap<String, Integer>();
        var since = 0L;
        while (true) {
            var page = new JsonObject(call("GET", "/control/ledger?channel=sms&limit=" + PAGE + "&since=" + since, ""))
                    .getJsonArray("accepted");
            for (var i = 0; i < page.size(); i++) {
                var entry = page.getJsonObject(i);
                copies.merge(entry.getString("text"), 1, Integer::sum);
                since = entry.getLong("seq");
            }
            if (page.size() < PAGE) {
                return copies;
            }
        }
    }

    void clearLedger() {
        call("DELETE", "/control/ledger", "");
    }

    /**
     * Has the SMSC respond to submits at once, and send receipts after a moment: a receipt that overtakes its response is
     * lost for Kannel, and real SMSCs wait for the phone.
     */
    void respondAtOnce() {
        delay(0, 0, RECEIPT_MS);
    }

    /** Has the SMSC respond after some milliseconds, as real ones do. */
    void respondWithin(int min, int max) {
        delay(min, max, max + RECEIPT_MS);
    }

    private void delay(int min, int max, int receipt) {
        call("PUT", "/control/faults", """
                {"sms":{"magicRecipients":false,"slowAnswerMs":{"min":%1$d,"max":%2$d},
                  "receiptDelayMs":{"min":%3$d,"max":%3$d}}}""".formatted(min, max, receipt));
    }

    private String call(String method, String path, String body) {
        var request = HttpRequest.newBuilder(sandbox.resolve(path))
                .timeout(TIMEOUT)
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(method + " " + path + ": " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
