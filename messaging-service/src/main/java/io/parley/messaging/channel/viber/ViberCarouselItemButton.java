package io.parley.messaging.channel.viber;

import io.parley.runtime.validation.PublicUrl;

/** A button of a card; both members are optional in the contract. */
record ViberCarouselItemButton(String label, @PublicUrl String actionUrl) {}
