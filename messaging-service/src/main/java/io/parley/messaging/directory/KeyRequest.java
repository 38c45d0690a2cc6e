package io.parley.messaging.directory;

import io.parley.model.Scope;
import io.parley.runtime.validation.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key in requests of the operator API.
 *
 * @param name purpose of the key; shown to operators only
 * @param scopes allowed scopes; all if left out
 * @param expiresAt time at which it expires; never if left out
 */
record KeyRequest(
        @Text(max = 256) @Nullable String name,
        @Nullable List<Scope> scopes,
        @Nullable Instant expiresAt) {
    static final KeyRequest DEFAULT = new KeyRequest(null, null, null);
}
