package io.parley.runtime.startup;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import io.smallrye.config.validator.BeanValidationConfigValidator;

/**
 * Replaces the validator of settings by {@link SettingsValidator}, which describes violations completely, and collects
 * the names of all settings for {@link UnknownSettings}.
 */
public final class SettingsCustomizer implements SmallRyeConfigBuilderCustomizer {

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        if (builder.getValidator() instanceof BeanValidationConfigValidator configured) {
            builder.withValidator(new SettingsValidator(configured.getValidator()));
        }
        builder.getMappingsBuilder().getMappings().forEach(KnownSettings::declare);
    }

    /** After the customizer of Quarkus that sets the validator: customizers run in ascending order. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }
}
