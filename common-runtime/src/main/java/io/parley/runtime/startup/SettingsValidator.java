package io.parley.runtime.startup;

import io.parley.runtime.settings.DurationNotation;
import io.parley.runtime.validation.SelfChecked;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping.NamingStrategy;
import io.smallrye.config.ConfigMappingInterface;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigValidationException.Problem;
import io.smallrye.config.Secret;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.List;

/**
 * Validates settings at start. A violation is one sentence: the setting, what is allowed, and the configured value
 * unless it is a secret.
 */
final class SettingsValidator implements BeanValidationConfigValidator {
    private final Validator validator;

    SettingsValidator(Validator validator) {
        this.validator = validator;
    }

    @Override
    public Validator getValidator() {
        return validator;
    }

    /** Makes the methods accessible first: most interfaces of settings are visible in their package only. */
    @Override
    public void validateMappingInterface(
            ConfigMappingInterface type, String path, NamingStrategy naming, Object settings, List<Problem> problems) {
        for (var property : type.getProperties()) {
            property.getMethod().setAccessible(true);
        }
        BeanValidationConfigValidator.super.validateMappingInterface(type, path, naming, settings, problems);
    }

    /** Reports violations between settings. */
    @Override
    public void validateMappingClass(Object settings, List<Problem> problems, String path) {
        if (settings instanceof SelfChecked checked) {
            checked.check(new Problems(path, problems));
        }
    }

    @Override
    public String appendPropertyName(String path, Property property) {
        return property.isParentPropertyName() ? path : path + "." + name(property);
    }

    @Override
    public String interpolateMessage(
            String path, NamingStrategy naming, Property property, ConstraintViolation<?> violation) {
        var setting = new StringBuilder(appendPropertyName(path, property));
        for (var node : violation.getPropertyPath()) {
            if (node.isInIterable() && node.getIndex() != null) {
                setting.append('[').append(node.getIndex()).append(']');
            } else if (node.isInIterable() && node.getKey() != null) {
                setting.append('.').append(node.getKey());
            }
        }
        return setting + " " + violation.getMessage() + value(property, violation.getInvalidValue());
    }

    private static String value(Property property, Object value) {
        if (value == null || property.getMethod().toGenericString().contains(Secret.class.getName())) {
            return "";
        }
        return ", not " + text(value);
    }

    private static String text(Object value) {
        return switch (value) {
            case Duration duration -> DurationNotation.text(duration);
            case MemorySize size -> size.asBigInteger() + " bytes";
            case Number number -> number.toString();
            default -> "\"" + value + "\"";
        };
    }

    private static String name(Property property) {
        return property.getPropertyName(NamingStrategy.KEBAB_CASE);
    }

    /** Collects violations below a prefix. */
    private record Problems(String path, List<Problem> list) implements SelfChecked.Report {

        @Override
        public void violation(String message) {
            list.add(new Problem(path + " " + message));
        }

        @Override
        public void violation(String member, String message) {
            list.add(new Problem(path + "." + member + " " + message));
        }
    }
}
