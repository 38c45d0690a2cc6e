package io.parley.messaging.channel;

import io.parley.runtime.http.ProviderClientConfig;
import io.smallrye.config.WithDefault;

/** HTTP settings of a channel's provider; part of the settings of each channel with an HTTP API. */
public interface ProviderHttp extends ProviderClientConfig {

    /** What happens to a message that is still in doubt when its hold ends: resend or fail. */
    @WithDefault("resend")
    InDoubtPolicy inDoubtPolicy();
}
