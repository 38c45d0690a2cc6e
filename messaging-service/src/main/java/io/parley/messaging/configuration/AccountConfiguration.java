package io.parley.messaging.configuration;

import io.parley.model.Scope;
import java.util.List;

/** The contract's object of the same name: what a key may do and what its account has set, as far as the key may see it. */
record AccountConfiguration(List<Scope> scopes, Callback callback, Config config) {

    record Config(MediaCredentials mediaCredentials) {}
}
