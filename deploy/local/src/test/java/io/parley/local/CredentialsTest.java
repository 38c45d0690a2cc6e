package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.access.ApiKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

    @TempDir
    Path folder;

    @Test
    void keepsItsKeysUntilTheFolderIsReset() throws Exception {
        var state = new StateFolder(folder);
        var first = Credentials.of(state, Map.of());

        assertEquals(first, Credentials.of(state, Map.of()));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state.credentials())));
        state.reset();
        assertNotEquals(first, Credentials.of(state, Map.of()));
    }

    @Test
    void takesTheKeysItIsGiven() {
        var state = new StateFolder(folder);
        var given = ApiKeys.generate().text();

        var credentials = Credentials.of(state, Map.of("PARLEY_API_KEY", given, "PARLEY_OPERATOR_KEY", "mine"));

        assertEquals(given, credentials.apiKey());
        assertEquals("mine", credentials.operatorKey());
        assertEquals(given, Credentials.of(state, Map.of()).apiKey());
    }

    @Test
    void refusesAKeyThatNoServiceWouldTake() {
        var refusal = assertThrows(
                StartupException.class,
                () -> Credentials.of(new StateFolder(folder), Map.of("PARLEY_API_KEY", "pk_typo")));

        assertTrue(refusal.getMessage().startsWith("PARLEY_API_KEY is not an API key"));
    }

    @Test
    void neverShowsItselfInALog() {
        assertEquals(
                "Credentials[…]",
                Credentials.of(new StateFolder(folder), Map.of()).toString());
    }
}
