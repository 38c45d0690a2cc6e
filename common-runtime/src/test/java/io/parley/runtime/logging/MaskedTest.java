package io.parley.runtime.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MaskedTest {

    @Test
    void aNumberIsMaskedExceptItsLastThreeDigits() {
        assertEquals("…111", Masked.number("4915550001111"));
        assertEquals("…", Masked.number("123"));
        assertEquals("…", Masked.number(null));
    }

    @Test
    void longNumbersInAPathAreMasked() {
        assertEquals(
                "/channels/whatsapp/phone-numbers/…100/templates?x=1234",
                Masked.digits("/channels/whatsapp/phone-numbers/4930555100/templates?x=1234"));
    }

    @Test
    void lineBreaksAreReplaced() {
        assertEquals("a??b?[31m", Masked.digits("a\r\nb\u001b[31m"));
    }
}
