package io.parley.runtime.settings;

import io.smallrye.config.Secret;
import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.ValueExtractor;

/** Lets constraints apply to the text of a secret setting: {@code Secret<@NotBlank String>}. */
public final class SecretValues implements ValueExtractor<Secret<@ExtractedValue ?>> {

    @Override
    public void extractValues(Secret<?> secret, ValueReceiver receiver) {
        receiver.value(null, secret.get());
    }
}
