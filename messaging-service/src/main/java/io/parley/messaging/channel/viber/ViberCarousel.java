package io.parley.messaging.channel.viber;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** A text with swipeable cards. */
record ViberCarousel(
        @NotNull String text,
        @NotNull @Size(min = 2, max = 5) List<@Valid ViberCarouselItem> items) {}
