package io.parley.messaging.channel.viber;

import io.parley.runtime.validation.PublicUrl;
import org.jspecify.annotations.Nullable;

/** A button of a card; both members are optional in the contract. */
record ViberCarouselItemButton(
        @Nullable String label, @PublicUrl @Nullable String actionUrl) {}
