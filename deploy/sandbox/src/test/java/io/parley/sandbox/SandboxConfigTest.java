package io.parley.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SandboxConfigTest {

    @Test
    void argumentsOverrideEnvironmentAndDefaults() {
        var settings = SandboxConfig.of(
                new String[] {"--http-port", "1", "--seed=9"},
                Map.of("SANDBOX_HTTP_PORT", "2", "SANDBOX_SMSC_PORT", "3"));

        assertEquals(1, settings.httpPort());
        assertEquals(3, settings.smscPort());
        assertEquals(9, settings.seed());
        assertEquals("parley", settings.smppSystemId());
        assertEquals("305500000000001", settings.appId());
        assertEquals(3_600, settings.uploadSeconds());
        assertNull(settings.metaAccounts());
    }

    @Test
    void listsOfNumbersAndServicesAreRead() {
        var settings = SandboxConfig.of(
                new String[] {"--phone-number-id=1,2", "--display-phone-number=49,50", "--viber-token=7042=a,7043=b"},
                Map.of());

        assertEquals("50", settings.numbers().get(1).display());
        assertEquals(Map.of("7042", "a", "7043", "b"), settings.viberTokens());
    }

    @Test
    void invalidArgumentsAreRejected() {
        for (var arguments : new String[][] {{"--colour", "red"}, {"--seed"}, {"--http-port=x"}}) {
            assertThrows(IllegalArgumentException.class, () -> SandboxConfig.of(arguments, Map.of()));
        }
    }
}
