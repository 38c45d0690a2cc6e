package io.parley.messaging.channel.viber;

import io.parley.runtime.validation.PublicUrl;
import jakarta.validation.constraints.NotNull;

/** A picture by its address. */
record ViberImage(@NotNull @PublicUrl String url) {}
