package io.parley.messaging.channel.viber;

import io.parley.runtime.validation.PublicUrl;
import jakarta.validation.constraints.NotNull;

/** A picture by URL. */
record ViberImage(@NotNull @PublicUrl(fetched = true) String url) {}
