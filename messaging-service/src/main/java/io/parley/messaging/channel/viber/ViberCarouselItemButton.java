package io.parley.messaging.channel.viber;

import io.parley.runtime.validation.PublicUrl;

/** A button of a card; the contract requires neither of its members. */
record ViberCarouselItemButton(String label, @PublicUrl String actionUrl) {}
