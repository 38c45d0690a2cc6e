package io.parley.runtime.json;

import io.parley.runtime.problem.Problems;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Puts {@link StrictJson} before every resource method that takes a JSON body as a parameter. The value is already
 * validated when the method sees it, so the parameter needs no {@code @Valid}.
 */
@Provider
@Singleton
@Consumes(MediaType.APPLICATION_JSON)
public class StrictJsonReader implements ServerMessageBodyReader<Object> {
    private static final Set<Class<?>> RAW = Set.of(String.class, byte[].class, InputStream.class, File.class);

    private final StrictJson json;

    StrictJsonReader(StrictJson json) {
        this.json = json;
    }

    @Override
    public boolean isReadable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo method, MediaType mediaType) {
        return !RAW.contains(type);
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return !RAW.contains(type);
    }

    @Override
    public Object readFrom(Class<Object> type, Type genericType, MediaType mediaType, ServerRequestContext context)
            throws IOException {
        return read(
                genericType,
                context.getRequestHeaders().getRequestHeader("Content-Type").isEmpty() ? null : mediaType,
                context.getInputStream());
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return read(genericType, headers.containsKey("Content-Type") ? mediaType : null, body);
    }

    private Object read(Type type, MediaType mediaType, InputStream body) throws IOException {
        if (mediaType == null) {
            throw Problems.unsupportedMediaType("Say what the body is: Content-Type: application/json.");
        }
        var charset = mediaType.getParameters().get(MediaType.CHARSET_PARAMETER);
        if (charset != null && !"utf-8".equalsIgnoreCase(charset)) {
            throw Problems.unsupportedMediaType("Bodies must be encoded in UTF-8.");
        }
        return json.read(body, type);
    }
}
