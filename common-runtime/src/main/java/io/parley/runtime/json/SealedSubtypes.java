package io.parley.runtime.json;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Registers the permitted subtypes of sealed types with Jackson, so that they need not be listed a second time. */
public final class SealedSubtypes extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    private SealedSubtypes() {}

    /** Configures a mapper that is not in use yet. */
    public static ObjectMapper configure(ObjectMapper mapper) {
        var known = mapper.getDeserializationConfig().getAnnotationIntrospector();
        return mapper.setAnnotationIntrospector(new AnnotationIntrospectorPair(new SealedSubtypes(), known));
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
        var type = annotated.getRawType();
        return type.isSealed() ? members(type).map(SealedSubtypes::named).toList() : null;
    }

    /** Returns the records of a sealed family, through any number of sealed interfaces. */
    static Stream<Class<?>> members(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(SealedSubtypes::members)
                : Stream.of(type);
    }

    private static NamedType named(Class<?> type) {
        var name = type.getAnnotation(JsonTypeName.class);
        return new NamedType(type, name == null ? null : name.value());
    }
}
