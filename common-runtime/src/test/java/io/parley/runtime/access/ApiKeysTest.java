package io.parley.runtime.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ApiKeysTest {

    @Test
    void aNewKeyIsFoundByItsIdAndProvenByItsSecret() {
        var made = ApiKeys.generate();

        var given = ApiKeys.parse(made.text()).orElseThrow();

        assertEquals(made.id(), given.id());
        assertTrue(ApiKeys.matches(given, made.hash()));
        assertNotEquals(made.text(), ApiKeys.generate().text());
    }

    @Test
    void oneWrongCharacterIsNoKey() {
        var text = ApiKeys.generate().text();

        for (var i = 0; i < text.length(); i++) {
            var wrong = text.substring(0, i) + (text.charAt(i) == 'a' ? 'b' : 'a') + text.substring(i + 1);

            assertTrue(ApiKeys.parse(wrong).isEmpty(), wrong);
        }
    }

    @Test
    void anotherSecretDoesNotMatch() {
        var made = ApiKeys.generate();
        var other = ApiKeys.parse(ApiKeys.generate().text()).orElseThrow();

        assertFalse(ApiKeys.matches(other, made.hash()));
    }

    @Test
    void secretsStayOutOfLogs() {
        var made = ApiKeys.generate();

        assertFalse(made.toString().contains(made.text()));
        assertFalse(ApiKeys.parse(made.text()).toString().contains(made.text().substring(24, 60)));
    }
}
