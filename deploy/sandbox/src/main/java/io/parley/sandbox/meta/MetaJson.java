package io.parley.sandbox.meta;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parley.sandbox.web.Json;
import java.io.IOException;

/**
 * Writes JSON as Meta's servers do: non-ASCII as lower-case \\u escapes and / as \\/. The signature covers these bytes,
 * so it does not match JSON that was parsed and written again.
 */
final class MetaJson {

    private static final JsonFactory FACTORY = JsonMapper.builder(new JsonFactoryBuilder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                    .characterEscapes(new SlashEscapes())
                    .build())
            .build()
            .getFactory();

    private MetaJson() {}

    static byte[] bytes(Json.Writing writing) {
        return Json.bytes(FACTORY, writing);
    }

    private static final class SlashEscapes extends CharacterEscapes {

        private static final long serialVersionUID = 1;
        private static final SerializedString SLASH = new SerializedString("\\/");

        @Override
        public int[] getEscapeCodesForAscii() {
            var escapes = standardAsciiEscapesForJSON();
            escapes['/'] = ESCAPE_CUSTOM;
            return escapes;
        }

        @Override
        public SerializableString getEscapeSequence(int character) {
            return character == '/' ? SLASH : null;
        }
    }

    static void string(JsonGenerator json, String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
