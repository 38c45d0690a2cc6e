package io.parley.messaging.directory;

import io.parley.model.Scope;
import io.parley.runtime.validation.Text;
import java.time.Instant;
import java.util.List;

/**
 * An API key as operators set it.
 *
 * @param name what it is for; shown to operators only
 * @param scopes what it may do; all if left out
 * @param expiresAt when it stops working; never if left out
 */
record KeyRequest(@Text(max = 256) String name, List<Scope> scopes, Instant expiresAt) {
    static final KeyRequest PLAIN = new KeyRequest(null, null, null);
}
