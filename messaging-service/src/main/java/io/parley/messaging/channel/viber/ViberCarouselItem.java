package io.parley.messaging.channel.viber;

import io.parley.runtime.validation.PublicUrl;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One card of a carousel. */
record ViberCarouselItem(
        @NotNull String title,
        @NotNull @PublicUrl(fetched = true) String imageUrl,
        @NotNull @Valid ViberCarouselItemButton primaryButton,
        @Valid @Nullable ViberCarouselItemButton secondaryButton) {

    List<ViberCarouselItemButton> buttons() {
        return secondaryButton == null ? List.of(primaryButton) : List.of(primaryButton, secondaryButton);
    }
}
