package io.parley.messaging.channel.whatsapp.content;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.parley.runtime.validation.PublicUrl;
import io.parley.runtime.validation.Text;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A document: a file shown with its name. */
record NamedFile(
        @PublicUrl @Nullable String url,
        @JsonAlias("id") @Nullable UUID mediaId,
        @Text(max = 4096) @Nullable String caption,
        @Text @Nullable String filename)
        implements FileSource {}
