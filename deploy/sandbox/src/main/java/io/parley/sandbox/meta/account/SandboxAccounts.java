package io.parley.sandbox.meta.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxConfig;
import java.security.interfaces.RSAPublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The business accounts and their numbers: those of the settings until the control API changes or adds some. Runs on the
 * event loop.
 */
public final class SandboxAccounts {
    private static final int MAX_NUMBERS = 100_000;

    private final SandboxConfig settings;
    private final Map<String, SandboxWaba> accounts = new LinkedHashMap<>();
    private final Map<String, SandboxPhoneNumber> numbers = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if the file of the accounts is invalid */
    public SandboxAccounts(SandboxConfig settings) {
        this.settings = settings;
        reset();
    }

    /** Restores the state of the settings. */
    public void reset() {
        accounts.clear();
        numbers.clear();
        settings.numbers().forEach(this::add);
        new AccountFile(this).apply(settings.metaAccounts());
    }

    /** Adds a number, and its account if that is new. */
    SandboxPhoneNumber add(SandboxConfig.Number number) {
        checkNew(number);
        var node = new SandboxPhoneNumber(number);
        numbers.put(number.id(), node);
        account(number.wabaId()).numbers.add(number.id());
        return node;
    }

    /** Checks that a number can be added. */
    void checkNew(SandboxConfig.Number number) {
        if (numbers.size() >= MAX_NUMBERS) {
            throw new IllegalArgumentException("the sandbox has at most " + MAX_NUMBERS + " numbers");
        }
        if (numbers.containsKey(number.id()) || accounts.containsKey(number.id())) {
            throw new IllegalArgumentException("id " + number.id() + " exists; choose another one");
        }
    }

    /** Removes a number. Returns whether it existed. */
    boolean removeNumber(String id) {
        var removed = numbers.remove(id);
        if (removed != null) {
            account(removed.number.wabaId()).numbers.remove(id);
        }
        return removed != null;
    }

    /** Removes an account with its numbers. */
    void removeAccount(String id) {
        var removed = accounts.remove(id);
        if (removed != null) {
            removed.numbers.forEach(numbers::remove);
        }
    }

    /** Returns the account of this id, which is created if it does not exist. */
    SandboxWaba account(String id) {
        return accounts.computeIfAbsent(id, created -> new SandboxWaba(created, settings));
    }

    Optional<SandboxWaba> findAccount(String id) {
        return Optional.ofNullable(accounts.get(id));
    }

    Optional<SandboxPhoneNumber> findNumber(String id) {
        return Optional.ofNullable(numbers.get(id));
    }

    Stream<SandboxWaba> accounts() {
        return accounts.values().stream();
    }

    /** Returns the numbers that share the messaging limit of this business. */
    Stream<SandboxPhoneNumber> ownedBy(String business) {
        return accounts()
                .filter(account -> account.owner().equals(business))
                .flatMap(account -> account.numbers.stream())
                .map(numbers::get);
    }

    /** Returns the number of this id. */
    public Optional<SandboxConfig.Number> number(String id) {
        return findNumber(id).map(node -> node.number);
    }

    /** Returns all numbers. */
    public List<SandboxConfig.Number> numbers() {
        return numbers.values().stream().map(node -> node.number).toList();
    }

    /** Returns the error code of send calls of this number, or empty if it may send. */
    public Optional<Integer> sendRejection(SandboxConfig.Number number) {
        if (account(number.wabaId()).locked) {
            return Optional.of(131031);
        }
        return findNumber(number.id()).filter(node -> !node.registered).map(node -> 133010);
    }

    /** Returns whether Meta sends webhooks of this account. An unknown account has the default, true. */
    public boolean isSubscribed(String wabaId) {
        return findAccount(wabaId).map(account -> account.subscribed).orElse(true);
    }

    /**
     * Returns the webhook URL: that of the number, of the account, or of the app.
     *
     * @param numberId null for a change that concerns the whole account
     */
    public String webhookUri(String wabaId, String numberId) {
        return Optional.ofNullable(numberId)
                .flatMap(this::findNumber)
                .map(node -> node.overrideUri)
                .or(() -> findAccount(wabaId).map(account -> account.overrideUri))
                .orElse(settings.metaWebhookUrl());
    }

    /** Returns whether Meta has locked the account. */
    public boolean isLocked(String wabaId) {
        return findAccount(wabaId).map(account -> account.locked).orElse(false);
    }

    /** Returns whether there is such an account. */
    public boolean isAccount(String wabaId) {
        return accounts.containsKey(wabaId);
    }

    /** Returns the fields of an account. */
    public ObjectNode fieldsOf(String wabaId) {
        return account(wabaId).fields;
    }

    /** Returns the numbers of an account that are registered. */
    public List<SandboxConfig.Number> registeredNumbers(String wabaId) {
        return account(wabaId).numbers.stream()
                .map(numbers::get)
                .filter(node -> node.registered)
                .map(node -> node.number)
                .toList();
    }

    /** Returns the key to which the data of Flows is encrypted for this number; empty if none is signed. */
    public Optional<RSAPublicKey> encryptionKey(String numberId) {
        return findNumber(numberId)
                .filter(node -> node.publicKey != null && node.keySignatureStatus.equals(SandboxPhoneNumber.VALID))
                .map(node -> SandboxEncryptionApi.parse(node.publicKey));
    }

    ObjectNode fieldsOf(SandboxPhoneNumber node) {
        return node.fields(account(node.number.wabaId()).overrideUri, settings.metaWebhookUrl());
    }

    SandboxConfig settings() {
        return settings;
    }
}
