package io.parley.messaging.channel.whatsapp.content;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.parley.runtime.validation.PublicUrl;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file without a caption. */
record PlainFile(
        @PublicUrl @Nullable String url,
        @JsonAlias("id") @Nullable UUID mediaId) implements FileSource {}
