package io.parley.messaging.channel.whatsapp.content;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.parley.runtime.validation.PublicUrl;
import io.parley.runtime.validation.Text;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A document in the header of a template or an interactive message. */
record HeaderFile(
        @PublicUrl @Nullable String url,
        @JsonAlias("id") @Nullable UUID mediaId,
        @Text @Nullable String filename) implements FileSource {}
