package io.parley.messaging.docs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which API documents are public; the contract at {@code /openapi} always is. */
@ConfigMapping(prefix = "parley.docs")
interface DocsConfig {

    /**
     * Whether {@code /docs} serves a page for trying out requests; otherwise 404. Enabled, as requests need a key
     * anyway.
     */
    @WithDefault("true")
    boolean enabled();

    /**
     * Whether {@code /openapi/operator} serves the description of the operator API; otherwise 404. Enabled, as it
     * contains no secret. Disable it to hide the operations from customers.
     */
    @WithDefault("true")
    boolean operator();
}
