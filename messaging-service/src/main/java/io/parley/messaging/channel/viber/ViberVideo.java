package io.parley.messaging.channel.viber;

import io.parley.runtime.validation.PublicUrl;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A video by URL.
 *
 * @param type null if the URL has a known extension
 * @param filesize in megabytes
 * @param duration in seconds
 */
record ViberVideo(
        @NotNull @PublicUrl(fetched = true) String url,
        @NotNull @PublicUrl(fetched = true) String thumbnailUrl,
        @Nullable VideoType type,
        @NotNull @Min(0) @Max(200) Integer filesize,
        @NotNull @Min(0) Integer duration)
        implements TypedFile {

    @Override
    public boolean isTypeKnown() {
        return type != null || VideoType.of(url).isPresent();
    }
}
