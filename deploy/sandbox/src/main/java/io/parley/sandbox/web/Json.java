package io.parley.sandbox.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads JSON as a tree, and writes it directly to bytes. */
public final class Json {

    /** Reads and writes trees. */
    public static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** Something that writes JSON. */
    public interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    public static byte[] bytes(Writing writing) {
        return bytes(MAPPER.getFactory(), writing);
    }

    /** Writes JSON with the escapes of this factory. */
    public static byte[] bytes(JsonFactory factory, Writing writing) {
        var bytes = new ByteArrayOutputStream(512);
        try (var json = factory.createGenerator(bytes)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Parses one JSON value. Returns a missing node if the bytes are not one. */
    public static JsonNode parse(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
