package io.parley.runtime.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ApiKeysTest {

    @Test
    void aGeneratedKeyIsParsedAndMatchesItsHash() {
        var generated = ApiKeys.generate();

        var given = ApiKeys.parse(generated.text()).orElseThrow();

        assertEquals(generated.id(), given.id());
        assertTrue(ApiKeys.matches(given, generated.hash()));
        assertNotEquals(generated.text(), ApiKeys.generate().text());
    }

    @Test
    void aKeyWithOneWrongCharacterIsInvalid() {
        var text = ApiKeys.generate().text();

        for (var i = 0; i < text.length(); i++) {
            var wrong = text.substring(0, i) + (text.charAt(i) == 'a' ? 'b' : 'a') + text.substring(i + 1);

            assertTrue(ApiKeys.parse(wrong).isEmpty(), wrong);
        }
    }

    @Test
    void anotherSecretDoesNotMatch() {
        var generated = ApiKeys.generate();
        var other = ApiKeys.parse(ApiKeys.generate().text()).orElseThrow();

        assertFalse(ApiKeys.matches(other, generated.hash()));
    }

    @Test
    void toStringHidesTheSecret() {
        var generated = ApiKeys.generate();

        assertFalse(generated.toString().contains(generated.text()));
        assertFalse(ApiKeys.parse(generated.text())
                .toString()
                .contains(generated.text().substring(24, 60)));
    }
}
