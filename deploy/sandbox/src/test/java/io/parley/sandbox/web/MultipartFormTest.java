package io.parley.sandbox.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFormTest {
    private static final String TYPE = "multipart/form-data; boundary=\"a b\"";

    @Test
    void bytesOfPartsAreUnchanged() {
        var content = new byte[] {0, '\r', '\n', (byte) 0xff, '-', '-', 'a', '\r', '\n'};
        var body = join(
                "preamble\r\n--a b\r\nContent-Disposition: form-data; name=\"x\"; filename=\"ä.json\"\r\n"
                        + "content-type: application/json\r\n\r\n",
                content,
                "\r\n--a b\r\nContent-Disposition: form-data; " + "name=\"y\"\r\n\r\n\r\n--a b--\r\n");

        var parts = MultipartForm.parse(TYPE, body);

        assertEquals(2, parts.size());
        assertEquals("x", parts.getFirst().name());
        assertEquals("ä.json", parts.getFirst().fileName());
        assertEquals("application/json", parts.getFirst().contentType());
        assertArrayEquals(content, parts.getFirst().content());
        assertNull(parts.getLast().fileName());
        assertEquals("", parts.getLast().text());
    }

    private static byte[] join(String before, byte[] content, String after) {
        var text = before.getBytes(StandardCharsets.UTF_8);
        var rest = after.getBytes(StandardCharsets.UTF_8);
        var joined = new byte[text.length + content.length + rest.length];
        System.arraycopy(text, 0, joined, 0, text.length);
        System.arraycopy(content, 0, joined, text.length, content.length);
        System.arraycopy(rest, 0, joined, text.length + content.length, rest.length);
        return joined;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--a b", "--a b\r\nno end", "--a b\r\nno empty line\r\n--a b--", "--other--"})
    void brokenBodiesAreRejected(String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);

        assertThrows(IllegalArgumentException.class, () -> MultipartForm.parse(TYPE, bytes));
    }

    @Test
    void onlyFormsAreForms() {
        assertTrue(MultipartForm.isOne("Multipart/Form-Data; boundary=x"));
        assertFalse(MultipartForm.isOne("application/json"));
        assertFalse(MultipartForm.isOne(null));
        assertThrows(IllegalArgumentException.class, () -> MultipartForm.parse("multipart/form-data", new byte[0]));
    }
}
