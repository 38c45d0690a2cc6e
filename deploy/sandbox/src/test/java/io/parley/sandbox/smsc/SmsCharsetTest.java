package io.parley.sandbox.smsc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmsCharsetTest {

    @ParameterizedTest
    @EnumSource(SmsCharset.class)
    void encodedTextIsDecoded(SmsCharset charset) {
        var text = "Hello, @£$ ÄÖÜäöüß é";

        assertEquals(text, charset.decode(charset.encode(text)));
    }

    @Test
    void smallestCharsetIsChosen() {
        assertEquals(SmsCharset.GSM7, SmsCharset.fitting("[€] Δ"));
        assertEquals(SmsCharset.UCS2, SmsCharset.fitting("ç"));
        assertEquals("^{}\\[~]|€", SmsCharset.GSM7.decode(SmsCharset.GSM7.encode("^{}\\[~]|€")));
    }
}
