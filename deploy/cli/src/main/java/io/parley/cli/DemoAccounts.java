package io.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.runtime.command.ApiFailure;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.ConversationsApi;
import io.parley.runtime.command.ExitCode;
import io.parley.runtime.command.Waiting;
import java.time.Duration;
import java.util.Map;

/**
 * The second account of the demo data with its senders. Its key exists while the data is loaded: a revoked key marks that
 * the conversations are complete.
 */
final class DemoAccounts {
    private static final String ACCOUNTS = "/operator/v1/accounts";
    private static final String KEY = "Demo data";
    private static final int SENDERS = 2;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(300);
    private static final int UNAUTHORIZED = 401;
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final ConversationsApi operator;
    private final ConversationsApi sandbox;
    private final DemoData data;
    private final String path;

    private DemoAccounts(ConversationsApi operator, ConversationsApi sandbox, DemoData data, String path) {
        this.operator = operator;
        this.sandbox = sandbox;
        this.data = data;
        this.path = path;
    }

    /** Creates what does not exist yet. The sandbox forgets numbers when it is restarted. */
    static DemoAccounts create(ConversationsApi operator, ConversationsApi sandbox, DemoData data) {
        var accounts = new DemoAccounts(operator, sandbox, data, ACCOUNTS + "/" + accountId(operator, data.account()));
        accounts.addNumber();
        accounts.addSenders();
        return accounts;
    }

    private static String accountId(ConversationsApi operator, String name) {
        return operator.pages(ACCOUNTS).stream()
                .filter(account -> account.path("name").asText().equals(name))
                .findFirst()
                .orElseGet(() ->
                        operator.call("POST", ACCOUNTS, OutputOptions.object().put("name", name)))
                .path("id")
                .asText();
    }

    private void addNumber() {
        var number = data.numbers().whatsapp();
        sandbox.call(
                "PUT",
                "/control/accounts/" + number.waba(),
                OutputOptions.object().put("name", data.account()));
        try {
            sandbox.call("GET", "/control/numbers/" + number.id(), null);
        } catch (ApiFailure e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
            var body = OutputOptions.object()
                    .put("display_phone_number", number.display())
                    .put("id", number.id());
            sandbox.call("POST", "/control/accounts/" + number.waba() + "/numbers", body);
        }
    }

    private void addSenders() {
        var number = data.numbers().whatsapp();
        var whatsApp = createOrFind(
                "/whatsapp-accounts",
                OutputOptions.object().put("wabaId", number.waba()).put("name", data.account()),
                Map.of("wabaId", number.waba()));
        createOrFind(
                "/senders",
                sender("whatsapp", number.display())
                        .put("providerId", number.id())
                        .put("whatsAppAccountId", whatsApp.path("id").asText()),
                Map.of("identity", number.display()));
        var sms = sender("sms", data.numbers().sms());
        sms.putObject("attributes").put("smsc", "sandbox");
        createOrFind("/senders", sms, Map.of("identity", data.numbers().sms()));
    }

    private ObjectNode sender(String channel, String identity) {
        return OutputOptions.object()
                .put("channel", channel)
                .put("identity", identity)
                .put("name", data.account());
    }

    private JsonNode createOrFind(String collection, ObjectNode body, Map<String, String> identity) {
        return operator.pages(path + collection).stream()
                .filter(one -> identity.entrySet().stream()
                        .allMatch(member -> one.path(member.getKey()).asText().equals(member.getValue())))
                .findFirst()
                .orElseGet(() -> create(collection, body));
    }

    private JsonNode create(String collection, ObjectNode body) {
        try {
            return operator.call("POST", path + collection, body);
        } catch (ApiFailure e) {
            throw e.status() == CONFLICT
                    ? new CommandFailure(
                            ExitCode.FAILED, "Another account has the sender of the demo data: " + e.getMessage())
                    : e;
        }
    }

    /** Returns whether an earlier run has completed. */
    boolean isComplete() {
        return keys().anyMatch(key -> key.hasNonNull("revokedAt"));
    }

    /** Returns the text of a new key; those of runs that were interrupted are revoked. */
    String createKey() {
        revokeKeys();
        return operator.call("POST", path + "/keys", OutputOptions.object().put("name", KEY))
                .path("key")
                .asText();
    }

    /** Waits until the API knows the key and the senders, which it learns a moment after the operator API. */
    void awaitVisible(ConversationsApi api, Waiting waiting) {
        var deadline = waiting.now().plus(TIMEOUT);
        while (!isVisible(api)) {
            if (waiting.now().isAfter(deadline)) {
                throw new CommandFailure(
                        ExitCode.TIMEOUT, "The API does not know the account " + data.account() + " yet.");
            }
            waiting.pause(POLL);
        }
    }

    private static boolean isVisible(ConversationsApi api) {
        try {
            return ConfiguredSender.all(api).size() >= SENDERS;
        } catch (ApiFailure e) {
            if (e.status() == UNAUTHORIZED) {
                return false;
            }
            throw e;
        }
    }

    void revokeKeys() {
        keys().filter(key -> !key.hasNonNull("revokedAt"))
                .forEach(key ->
                        operator.call("DELETE", path + "/keys/" + key.path("id").asText(), null));
    }

    private java.util.stream.Stream<JsonNode> keys() {
        return operator.pages(path + "/keys").stream()
                .filter(key -> key.path("name").asText().equals(KEY));
    }
}
