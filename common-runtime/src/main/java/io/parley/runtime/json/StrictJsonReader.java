package io.parley.runtime.json;

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
 * Reads the body of every resource method that has a JSON body as a parameter with {@link StrictJson}. The value is
 * validated before the method is called, so the parameter needs no {@code @Valid}; {@link JsonBodyFilters} has checked
 * the content type.
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
        return json.read(context.getInputStream(), genericType);
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
        return json.read(body, genericType);
    }
}
