package io.parley.sandbox.meta.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxConfig;
import io.parley.sandbox.meta.rules.MessageRules;
import io.parley.sandbox.web.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Sets fields of accounts and numbers from JSON, with Meta's names: a file of accounts at the start, single objects of
 * the control API later. An unknown field is an error, so that a misspelt one is noticed.
 */
record AccountFile(SandboxAccounts accounts) {
    /** Fields that follow from other state. */
    private static final Set<String> DERIVED =
            Set.of("quality_score", "webhook_configuration", "is_pin_enabled", "health_status");

    private static final Set<String> SWITCHES = Set.of("subscribed", "registered");
    private static final Set<String> ACCOUNT_MEMBERS =
            Set.of("id", "subscribed", "subscribed_app_id", "override_callback_uri", "phone_numbers");
    private static final Set<String> NUMBER_MEMBERS = Set.of("id", "display_phone_number", "registered", "pin");

    /** Reads a file: an array of accounts, each with {@code phone_numbers}. Null means no file. */
    void apply(Path file) {
        if (file == null) {
            return;
        }
        try {
            var json = Json.parse(Files.readAllBytes(file));
            if (!json.isArray()) {
                throw new IllegalArgumentException(
                        "--meta-accounts: " + file + " must contain a JSON array of accounts");
            }
            json.forEach(account -> applyAccount(text(account, "id"), object(account)));
        } catch (IOException e) {
            throw new IllegalArgumentException("--meta-accounts: cannot read " + file, e);
        }
    }

    /** Sets fields of an account, which is created if it does not exist. An invalid object changes nothing. */
    void applyAccount(String id, ObjectNode json) {
        check(json, NodeFields.ACCOUNT, ACCOUNT_MEMBERS);
        json.path("phone_numbers").forEach(number -> checkListed(id, object(number)));
        var account = accounts.account(id);
        json.properties().forEach(member -> {
            var value = member.getValue();
            switch (member.getKey()) {
                case "id" -> {}
                case "subscribed" -> account.subscribed = value.asBoolean();
                case "subscribed_app_id" -> account.subscribedAppId = value.asText(null);
                case "override_callback_uri" -> account.overrideUri = value.asText(null);
                case "phone_numbers" -> value.forEach(number -> addOrApply(id, object(number)));
                default -> set(account.fields, member.getKey(), value);
            }
        });
    }

    /** Checks a number in the list of an account: it must be new, or a number of that account. */
    private void checkListed(String wabaId, ObjectNode json) {
        checkNumber(json);
        var existing = accounts.findNumber(text(json, "id"));
        if (existing.isEmpty()) {
            text(json, "display_phone_number");
        } else if (!existing.get().number.wabaId().equals(wabaId)) {
            throw new IllegalArgumentException("number " + text(json, "id") + " belongs to another account");
        }
    }

    private void addOrApply(String wabaId, ObjectNode json) {
        var id = text(json, "id");
        applyNumber(accounts.findNumber(id).orElseGet(() -> add(wabaId, id, json)), json);
    }

    private SandboxPhoneNumber add(String wabaId, String id, ObjectNode json) {
        var digits = MessageRules.digits(text(json, "display_phone_number"));
        return accounts.add(new SandboxConfig.Number(id, digits, wabaId));
    }

    /** Sets fields of a number. An invalid object changes nothing. */
    void applyNumber(SandboxPhoneNumber number, ObjectNode json) {
        checkNumber(json);
        json.properties().forEach(member -> {
            var value = member.getValue();
            switch (member.getKey()) {
                case "id", "display_phone_number" -> {}
                case "registered" -> number.registered = value.asBoolean();
                case "pin" -> number.pin = value.asText();
                default -> set(number.fields, member.getKey(), value);
            }
        });
    }

    /** Checks fields of a number. */
    void checkNumber(ObjectNode json) {
        check(json, NodeFields.NUMBER, NUMBER_MEMBERS);
    }

    private static void check(ObjectNode json, NodeFields known, Set<String> others) {
        json.properties().forEach(member -> {
            var name = member.getKey();
            if (SWITCHES.contains(name) && !member.getValue().isBoolean()) {
                throw new IllegalArgumentException(name + " must be true or false");
            }
            if (!others.contains(name) && (!known.known().contains(name) || DERIVED.contains(name))) {
                throw new IllegalArgumentException("field " + name + " of a " + known.type() + " cannot be set");
            }
        });
    }

    private static void set(ObjectNode fields, String name, JsonNode value) {
        if (value.isNull()) {
            fields.remove(name);
        } else {
            fields.set(name, value);
        }
    }

    private static ObjectNode object(JsonNode json) {
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("an account or number must be a JSON object");
    }

    private static String text(JsonNode json, String name) {
        var text = json.path(name).asText("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException(name + " is required");
        }
        return text;
    }
}
