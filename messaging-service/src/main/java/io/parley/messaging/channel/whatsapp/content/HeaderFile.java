package io.parley.messaging.channel.whatsapp.content;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.parley.runtime.validation.PublicUrl;
import io.parley.runtime.validation.Text;
import java.util.UUID;

/** A document in the header of a template or an interactive message. */
record HeaderFile(
        @PublicUrl String url,
        @JsonAlias("id") UUID mediaId,
        @Text String filename) implements FileSource {}
