package io.parley.sandbox.meta.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.sandbox.SandboxConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountFileTest {
    @TempDir
    private Path folder;

    private SandboxAccounts accounts(String json) throws IOException {
        var file = Files.writeString(folder.resolve("accounts.json"), json);
        return new SandboxAccounts(SandboxConfig.of(new String[] {"--meta-accounts=" + file}, Map.of()));
    }

    @Test
    void fileAddsAccountsAndNumbersAndSetsFields() throws IOException {
        var accounts = accounts("""
                [{"id":"1","name":"Shop","subscribed":false,
                  "phone_numbers":[{"id":"2","display_phone_number":"+49301","quality_rating":"YELLOW","registered":false}]},
                 {"id":"205500000000001","currency":"USD","phone_numbers":[{"id":"105500000000001","status":"FLAGGED"}]}]""");

        assertFalse(accounts.isSubscribed("1"));
        assertEquals("49301", accounts.number("2").orElseThrow().display());
        var added = accounts.findNumber("2").orElseThrow();
        assertEquals("YELLOW", added.fields.path("quality_rating").asText());
        assertEquals(133010, accounts.sendRejection(added.number).orElseThrow());
        assertEquals(
                "USD",
                accounts.findAccount("205500000000001")
                        .orElseThrow()
                        .fields
                        .path("currency")
                        .asText());
        assertEquals(
                "FLAGGED",
                accounts.findNumber("105500000000001")
                        .orElseThrow()
                        .fields
                        .path("status")
                        .asText());
        assertTrue(accounts.isSubscribed("205500000000001"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | must contain a JSON array",
                "x | must contain a JSON array",
                "[{}] | id is required",
                "[{\"id\":\"1\",\"colour\":1}] | field colour",
                "[{\"id\":\"1\",\"health_status\":1}] | field health_status",
                "[{\"id\":\"1\",\"phone_numbers\":[{\"id\":\"2\"}]}] | display_phone_number is required",
                "[{\"id\":\"1\",\"phone_numbers\":[{\"id\":\"105500000000001\"}]}] | belongs to another account",
                "[{\"id\":\"1\",\"phone_numbers\":[3]}] | must be a JSON object"
            })
    void invalidFileIsRejected(String json, String message) {
        var failure = assertThrows(IllegalArgumentException.class, () -> accounts(json));

        assertTrue(failure.getMessage().contains(message), failure.getMessage());
    }

    @Test
    void missingFileIsRejected() {
        var settings = SandboxConfig.of(new String[] {"--meta-accounts=/nonexistent"}, Map.of());

        assertThrows(IllegalArgumentException.class, () -> new SandboxAccounts(settings));
    }
}
