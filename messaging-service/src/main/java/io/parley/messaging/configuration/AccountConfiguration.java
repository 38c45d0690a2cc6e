package io.parley.messaging.configuration;

import io.parley.model.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contract's AccountConfiguration: a key's scopes and its account's settings, as far as the key may read them; others are
 * null.
 */
record AccountConfiguration(
        List<Scope> scopes,
        @Nullable Callback callback,
        @Nullable Config config) {

    record Config(MediaCredentials mediaCredentials) {}
}
