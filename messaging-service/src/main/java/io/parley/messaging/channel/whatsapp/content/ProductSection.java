package io.parley.messaging.channel.whatsapp.content;

import io.parley.runtime.validation.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A section of products.
 *
 * @param title required if there is more than one section
 */
public record ProductSection(
        @Text(max = 24) @Nullable String title,
        @NotNull @Size(min = 1, max = 30) List<@Valid Item> items) implements HasTitle {

    public record Item(@NotNull String productId) {}
}
