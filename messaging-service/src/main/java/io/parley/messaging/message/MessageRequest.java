package io.parley.messaging.message;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.parley.runtime.validation.PublicHttpsUrl;
import io.parley.runtime.validation.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The contract's MessageRequest without the members that belong to one channel: the content and the channel's
 * options are read by {@link ReadHeader} with the channel's own types. Members that were left out are null.
 */
record MessageRequest(
        @NotNull @Size(min = 1, max = 64) String to,
        @NotNull @Size(min = 1, max = 64) String from,
        @NotNull String channel,

        @Text(min = 0, max = 125, blank = true)
        @Pattern(regexp = "\\P{Cc}*", message = "must not contain control characters")
        @Nullable
        String context,

        @Valid @Nullable Overrides overrides)
        implements MessageHeader {

    /** Settings for this message alone; null if left out. */
    record Overrides(
            @JsonAlias("messageStatusUrl") @Size(max = 2000) @PublicHttpsUrl @Nullable
            String notificationCallbackUrl) {}

    @Override
    public @Nullable String urlOverride() {
        return overrides == null ? null : overrides.notificationCallbackUrl();
    }
}
