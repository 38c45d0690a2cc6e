package io.parley.runtime.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedClassResolver;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Derives, once per type, which JSON Jackson would accept for it. */
final class SchemaNodes {
    private static final SchemaNode ANYTHING = new SchemaNode.Plain("must be JSON", value -> true);

    private final ObjectMapper mapper;
    private final boolean ignoreUnknown;
    private final Map<JavaType, SchemaNode> known = new ConcurrentHashMap<>();

    SchemaNodes(ObjectMapper mapper, boolean ignoreUnknown) {
        this.mapper = mapper;
        this.ignoreUnknown = ignoreUnknown;
    }

    SchemaNode of(JavaType type) {
        var node = known.get(type);
        if (node == null) {
            node = create(type);
            known.put(type, node);
        }
        return node;
    }

    private Supplier<SchemaNode> later(JavaType type) {
        return () -> of(type);
    }

    private SchemaNode create(JavaType type) {
        var raw = type.getRawClass();
        return ScalarNodes.of(raw)
                .or(() -> raw.isEnum() ? Optional.of(new SchemaNode.Choice(names(raw))) : Optional.empty())
                .orElseGet(() -> structure(type, raw));
    }

    private SchemaNode structure(JavaType type, Class<?> raw) {
        if (ObjectNode.class.isAssignableFrom(raw)) {
            return new SchemaNode.Plain("must be an object", JsonNode::isObject);
        }
        if (ArrayNode.class.isAssignableFrom(raw)) {
            return new SchemaNode.Plain("must be a list", JsonNode::isArray);
        }
        if (raw == Object.class || JsonNode.class.isAssignableFrom(raw)) {
            return ANYTHING;
        }
        if (type.isCollectionLikeType() || type.isArrayType()) {
            return new SchemaNode.Items(later(type.getContentType()));
        }
        if (type.isMapLikeType()) {
            return new SchemaNode.Entries(later(type.getContentType()));
        }
        return type.isReferenceType() ? of(type.getContentType()) : object(type, raw);
    }

    private SchemaNode object(JavaType type, Class<?> raw) {
        var tag = tag(raw);
        if (tag.isPresent() && raw.isSealed()) {
            return family(raw, tag.get());
        }
        return deserializer(type) instanceof BeanDeserializerBase bean ? bean(type, bean, tag) : ANYTHING;
    }

    private SchemaNode family(Class<?> raw, String tag) {
        Map<String, Supplier<SchemaNode>> members = new LinkedHashMap<>();
        SealedSubtypes.members(raw).forEach(member -> members.put(name(member), later(mapper.constructType(member))));
        return new SchemaNode.Family(tag, members);
    }

    private SchemaNode bean(JavaType type, BeanDeserializerBase bean, Optional<String> tag) {
        var instantiator = bean.getValueInstantiator();
        var delegate = instantiator.getDelegateType(mapper.getDeserializationConfig());
        if (delegate != null) {
            return of(delegate);
        }
        if (instantiator.canCreateFromString() && !instantiator.canCreateFromObjectWith()) {
            return of(mapper.constructType(String.class));
        }
        Map<String, Supplier<SchemaNode>> members = new LinkedHashMap<>();
        bean.properties().forEachRemaining(property -> members.put(property.getName(), later(property.getType())));
        aliases(type).forEach((alias, name) -> members.computeIfAbsent(alias, other -> members.get(name)));
        var annotated = annotated(type);
        var ignorals = mapper.getDeserializationConfig().getDefaultPropertyIgnorals(type.getRawClass(), annotated);
        Set<String> ignored = new LinkedHashSet<>(ignorals == null ? Set.of() : ignorals.getIgnored());
        tag.ifPresent(ignored::add);
        return new SchemaNode.Members(
                members, ignored, ignoreUnknown || (ignorals != null && ignorals.getIgnoreUnknown()), Set.of());
    }

    private Map<String, String> aliases(JavaType type) {
        Map<String, String> aliases = new LinkedHashMap<>();
        for (BeanPropertyDefinition property :
                mapper.getDeserializationConfig().introspect(type).findProperties()) {
            property.findAliases().forEach(alias -> aliases.put(alias.getSimpleName(), property.getName()));
        }
        return aliases;
    }

    private AnnotatedClass annotated(JavaType type) {
        return AnnotatedClassResolver.resolve(
                mapper.getDeserializationConfig(), type, mapper.getDeserializationConfig());
    }

    private Object deserializer(JavaType type) {
        try {
            return context().findContextualValueDeserializer(type, null);
        } catch (JsonMappingException e) {
            throw new IllegalStateException("cannot be read from JSON: " + type, e);
        }
    }

    private DeserializationContext context() {
        return ((DefaultDeserializationContext) mapper.getDeserializationContext())
                .createDummyInstance(mapper.getDeserializationConfig());
    }

    private Set<String> names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> mapper.convertValue(constant, String.class))
                .collect(LinkedHashSet::new, Set::add, Set::addAll);
    }

    private String name(Class<?> member) {
        var name = mapper.getDeserializationConfig()
                .getAnnotationIntrospector()
                .findTypeName(AnnotatedClassResolver.resolve(
                        mapper.getDeserializationConfig(),
                        mapper.constructType(member),
                        mapper.getDeserializationConfig()));
        return name == null ? member.getSimpleName() : name;
    }

    /**
     * Returns the member that distinguishes the records of a family, from {@code @JsonTypeInfo} on the type or above
     * it.
     */
    private Optional<String> tag(Class<?> raw) {
        var info = mapper.getDeserializationConfig()
                .getAnnotationIntrospector()
                .findPolymorphicTypeInfo(mapper.getDeserializationConfig(), annotated(mapper.constructType(raw)));
        return Optional.ofNullable(info)
                .filter(found -> found.getInclusionType() == JsonTypeInfo.As.PROPERTY
                        || found.getInclusionType() == JsonTypeInfo.As.EXISTING_PROPERTY)
                .map(JsonTypeInfo.Value::getPropertyName);
    }
}
