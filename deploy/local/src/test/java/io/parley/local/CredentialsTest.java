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
    void keysAreKeptUntilTheFolderIsReset() throws Exception {
        var state = new StateFolder(folder);
        var first = Credentials.of(state, Map.of());

        assertEquals(first, Credentials.of(state, Map.of()));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state.credentials())));
        state.reset();
        assertNotEquals(first, Credentials.of(state, Map.of()));
    }

    @Test
    void keysOfTheEnvironmentAreUsed() {
        var state = new StateFolder(folder);
        var key = ApiKeys.generate().text();

        var credentials = Credentials.of(state, Map.of("PARLEY_API_KEY", key, "PARLEY_OPERATOR_KEY", "mine"));

        assertEquals(key, credentials.apiKey());
        assertEquals("mine", credentials.operatorKey());
        assertEquals(key, Credentials.of(state, Map.of()).apiKey());
    }

    @Test
    void invalidApiKeyIsRejected() {
        var failure = assertThrows(
                StartupException.class,
                () -> Credentials.of(new StateFolder(folder), Map.of("PARLEY_API_KEY", "pk_typo")));

        assertTrue(failure.getMessage().startsWith("PARLEY_API_KEY is not an API key"));
    }

    @Test
    void toStringHidesTheSecrets() {
        assertEquals(
                "Credentials[…]",
                Credentials.of(new StateFolder(folder), Map.of()).toString());
    }
}
