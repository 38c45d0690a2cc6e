package io.parley.runtime.validation;

import io.quarkus.hibernate.validator.ValidatorFactoryCustomizer;
import jakarta.inject.Singleton;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import java.lang.annotation.ElementType;
import org.hibernate.validator.BaseHibernateValidatorConfiguration;

/**
 * Spares every member of every request the question whether it is loaded yet: what is validated here are records read
 * from JSON, of which everything is there. Asking took a twentieth of what a message with a template costs.
 */
@Singleton
class AlwaysTraversable implements ValidatorFactoryCustomizer, TraversableResolver {

    @Override
    public void customize(BaseHibernateValidatorConfiguration<?> configuration) {
        configuration.traversableResolver(this);
        configuration.enableTraversableResolverResultCache(false);
    }

    @Override
    public boolean isReachable(Object bean, Path.Node member, Class<?> root, Path path, ElementType type) {
        return true;
    }

    @Override
    public boolean isCascadable(Object bean, Path.Node member, Class<?> root, Path path, ElementType type) {
        return true;
    }
}
