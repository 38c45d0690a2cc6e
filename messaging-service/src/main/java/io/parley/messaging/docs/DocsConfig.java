package io.parley.messaging.docs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which documents of the API are served to everybody; the contract at {@code /openapi} always is. */
@ConfigMapping(prefix = "parley.docs")
interface DocsConfig {

    /** Whether {@code /docs} shows a page on which requests can be tried; otherwise it is 404. On, as it needs a key anyway. */
    @WithDefault("true")
    boolean enabled();

    /**
     * Whether {@code /openapi/operator} serves the description of the operator API; otherwise it is 404. On by default, as it
     * holds no secret. Turn it off where customers should not see which operations there are.
     */
    @WithDefault("true")
    boolean operator();
}
