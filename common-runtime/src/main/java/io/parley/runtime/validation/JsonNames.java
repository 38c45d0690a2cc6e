package io.parley.runtime.validation;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.quarkus.hibernate.validator.ValidatorFactoryCustomizer;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hibernate.validator.BaseHibernateValidatorConfiguration;
import org.hibernate.validator.spi.nodenameprovider.JavaBeanProperty;
import org.hibernate.validator.spi.nodenameprovider.Property;
import org.hibernate.validator.spi.nodenameprovider.PropertyNodeNameProvider;

/** Uses the JSON member's name in violations, also where {@code @JsonProperty} renames a component. */
@Singleton
class JsonNames implements ValidatorFactoryCustomizer, PropertyNodeNameProvider {
    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<Class<?>, Map<String, String>> known = new ConcurrentHashMap<>();

    @Override
    public void customize(BaseHibernateValidatorConfiguration<?> configuration) {
        configuration.propertyNodeNameProvider(this);
    }

    @Override
    public String getName(Property property) {
        return property instanceof JavaBeanProperty bean
                ? known.computeIfAbsent(bean.getDeclaringClass(), this::names)
                        .getOrDefault(bean.getName(), bean.getName())
                : property.getName();
    }

    private Map<String, String> names(Class<?> type) {
        BeanDescription description = mapper.getSerializationConfig().introspect(mapper.constructType(type));
        return description.findProperties().stream()
                .collect(Collectors.toMap(
                        BeanPropertyDefinition::getInternalName, BeanPropertyDefinition::getName, (a, b) -> a));
    }
}
