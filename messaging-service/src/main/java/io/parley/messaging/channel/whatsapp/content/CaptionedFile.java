package io.parley.messaging.channel.whatsapp.content;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.parley.runtime.validation.PublicUrl;
import io.parley.runtime.validation.Text;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file with a caption. */
record CaptionedFile(
        @PublicUrl @Nullable String url,
        @JsonAlias("id") @Nullable UUID mediaId,
        @Text(max = 4096) @Nullable String caption)
        implements FileSource {}
