package io.parley.sandbox.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON read as a tree and written straight into bytes. */
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

    /** What the writing writes, with the escapes of this factory. */
    public static byte[] bytes(JsonFactory factory, Writing writing) {
        var bytes = new ByteArrayOutputStream(512);
        try (var json = factory.createGenerator(bytes)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The tree in these bytes; a missing node if they are not one JSON value. */
    public static JsonNode parse(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
