package io.parley.sandbox.meta.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxConfig;
import io.parley.sandbox.meta.rules.MessageRules;
import io.parley.sandbox.web.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Changes accounts and numbers as Meta does: the reads return the new values, and the matching webhook is sent. Setting
 * fields directly sends none, like changes about which Meta stays silent. An invalid request is an {@link
 * IllegalArgumentException}.
 */
public final class AccountControl {
    private static final int MAX_ADDED = 10_000;
    private static final List<String> KEY_STATUSES = List.of(SandboxPhoneNumber.VALID, "MISMATCH");

    private final SandboxAccounts accounts;
    private final NumberChanges numbers;
    private final AccountStatusChanges statuses;
    private final AccountFile fields;

    /** Sends a webhook of a business account. */
    public interface Webhooks {
        void send(String wabaId, String field, JsonNode value);
    }

    public AccountControl(SandboxAccounts accounts, Webhooks webhooks) {
        this.accounts = accounts;
        numbers = new NumberChanges(accounts, webhooks);
        statuses = new AccountStatusChanges(accounts, webhooks);
        fields = new AccountFile(accounts);
    }

    /** Returns all accounts with all fields; {@code number_count} is the number of their numbers. */
    public ObjectNode describe() {
        var json = Json.MAPPER.createObjectNode();
        var list = json.putArray("accounts");
        accounts.accounts()
                .forEach(account -> list.add(account.fields
                        .deepCopy()
                        .put("subscribed", account.subscribed)
                        .put("locked", account.locked)
                        .put("number_count", account.numbers.size())));
        return json;
    }

    /** Returns the first numbers of all accounts: id, digits and name. */
    public List<ObjectNode> describeNumbers(int limit) {
        return accounts.numbers().stream()
                .limit(limit)
                .map(number -> Json.MAPPER
                        .createObjectNode()
                        .put("id", number.id())
                        .put("digits", number.display())
                        .put(
                                "name",
                                describeNumber(number.id())
                                        .map(fields ->
                                                fields.path("verified_name").asText(null))
                                        .orElse(null)))
                .toList();
    }

    /** Returns all fields of a number and its account; empty if it is unknown. */
    public Optional<ObjectNode> describeNumber(String id) {
        return accounts.findNumber(id).map(number -> accounts.fieldsOf(number)
                .put("registered", number.registered)
                .put("waba_id", number.number.wabaId()));
    }

    /** Sets fields of an account, which is created if it does not exist. */
    public void setAccount(String wabaId, ObjectNode request) {
        if (accounts.findNumber(wabaId).isPresent() || !wabaId.matches("\\d{1,20}")) {
            throw new IllegalArgumentException("the id of an account must be digits that are not the id of a number");
        }
        fields.applyAccount(wabaId, request);
    }

    /** Sets fields of a number. Returns whether it exists. */
    public boolean setNumber(String id, ObjectNode request) {
        return accounts.findNumber(id)
                .map(number -> {
                    fields.applyNumber(number, request);
                    return true;
                })
                .orElse(false);
    }

    /**
     * Adds {@code count} numbers (default 1) to an account, with consecutive numbers from {@code display_phone_number}; the
     * other members are their fields.
     *
     * @return the ids of the numbers
     */
    public List<String> addNumbers(String wabaId, ObjectNode request) {
        requireAccount(wabaId);
        var count = request.path("count").asInt(1);
        if (count < 1 || count > MAX_ADDED) {
            throw new IllegalArgumentException("count must be between 1 and " + MAX_ADDED);
        }
        var first = MessageRules.digits(request.path("display_phone_number").asText("4930700000000"));
        if (!first.matches("\\d{5,15}")) {
            throw new IllegalArgumentException("display_phone_number must be 5 to 15 digits");
        }
        ObjectNode others = request.deepCopy().without(List.of("count", "display_phone_number", "id"));
        fields.checkNumber(others);
        var added = IntStream.range(0, count)
                .mapToObj(n -> Long.toString(Long.parseLong(first) + n))
                .map(digits -> new SandboxConfig.Number(id(request, digits), digits, wabaId))
                .toList();
        added.forEach(accounts::checkNew);
        added.forEach(number -> fields.applyNumber(accounts.add(number), others));
        return added.stream().map(SandboxConfig.Number::id).toList();
    }

    private static String id(ObjectNode request, String digits) {
        return request.has("id") && request.path("count").asInt(1) == 1
                ? request.path("id").asText()
                : "7" + digits;
    }

    /** Removes a number. Returns whether it existed. */
    public boolean removeNumber(String id) {
        return accounts.removeNumber(id);
    }

    /**
     * Changes a number and sends its webhook.
     *
     * @param change quality, limit, name, throughput, encryption or capability
     * @return the field of the webhook, or empty if Meta sends none for this change
     */
    public Optional<String> changeNumber(String id, String change, ObjectNode request) {
        var number = accounts.findNumber(id).orElseThrow(() -> new IllegalArgumentException("no number " + id));
        return switch (change) {
            case "quality" -> numbers.quality(number, request);
            case "limit" -> numbers.limit(number, request);
            case "name" -> numbers.name(number, request);
            case "throughput" -> numbers.throughput(number, request);
            case "encryption" -> setKeySignature(number, request);
            case "capability" -> changeAccount(number.number.wabaId(), change, request);
            default ->
                throw new IllegalArgumentException(
                        "the change must be quality, limit, name, throughput, encryption or capability");
        };
    }

    /** Sets the status of the signature of the number's public key. Meta sends no webhook. */
    private static Optional<String> setKeySignature(SandboxPhoneNumber number, ObjectNode request) {
        var status = request.path("business_public_key_signature_status").asText();
        if (!KEY_STATUSES.contains(status)) {
            throw new IllegalArgumentException("business_public_key_signature_status must be one of " + KEY_STATUSES);
        }
        if (number.publicKey == null) {
            throw new IllegalArgumentException("the number has no public key");
        }
        number.keySignatureStatus = status;
        return Optional.empty();
    }

    /**
     * Changes an account and sends its webhook.
     *
     * @param change status, review or capability
     * @return the field of the webhook
     */
    public Optional<String> changeAccount(String wabaId, String change, ObjectNode request) {
        var account = requireAccount(wabaId);
        return switch (change) {
            case "status" -> statuses.status(account, request);
            case "review" -> statuses.review(account, request);
            case "capability" -> statuses.capability(account, request);
            default -> throw new IllegalArgumentException("the change must be status, review or capability");
        };
    }

    private SandboxWaba requireAccount(String wabaId) {
        return accounts.findAccount(wabaId).orElseThrow(() -> new IllegalArgumentException("no account " + wabaId));
    }
}
