package io.parley.messaging.channel.whatsapp.content;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.parley.runtime.validation.PublicUrl;
import io.parley.runtime.validation.Text;
import java.util.UUID;

/** A document: a file shown with its name. */
record NamedFile(
        @PublicUrl String url,
        @JsonAlias("id") UUID mediaId,
        @Text(max = 4096) String caption,
        @Text String filename) implements FileSource {}
