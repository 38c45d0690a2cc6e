package io.parley.runtime.validation;

import io.quarkus.hibernate.validator.ValidatorFactoryCustomizer;
import jakarta.inject.Singleton;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import java.lang.annotation.ElementType;
import org.hibernate.validator.BaseHibernateValidatorConfiguration;

/**
 * Skips the check whether a member is loaded: the validated objects are records read from JSON, which are complete. The
 * check took a twentieth of the cost of a message with a template.
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
