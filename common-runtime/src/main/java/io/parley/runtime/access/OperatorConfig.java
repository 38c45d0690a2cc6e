package io.parley.runtime.access;

import io.parley.runtime.validation.Text;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import java.util.Optional;

/** Access to the operator API. */
@ConfigMapping(prefix = "parley.operator")
public interface OperatorConfig {

    /**
     * API key of {@code /operator/v1}, expected in the header {@code apikey}. Any text; use at least 32 random
     * characters. A secret: set it by environment or secret store. Without it the operator API refuses every request.
     */
    Optional<Secret<@Text String>> key();
}
