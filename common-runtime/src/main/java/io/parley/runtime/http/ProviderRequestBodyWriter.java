package io.parley.runtime.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Writes the JSON of a call to a provider. The client's own writer also supports {@code @JsonView}, and therefore parses the
 * annotations of the called method with each call, which allocated a tenth of what a sent message did.
 */
@Produces(MediaType.APPLICATION_JSON)
final class ProviderRequestBodyWriter implements MessageBodyWriter<Object> {
    private final ObjectMapper json;

    ProviderRequestBodyWriter(ObjectMapper json) {
        this.json = json;
    }

    /** Text and bytes have writers of their own, which take precedence. */
    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return true;
    }

    @Override
    public void writeTo(
            Object body,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        json.writeValue(out, body);
    }
}
