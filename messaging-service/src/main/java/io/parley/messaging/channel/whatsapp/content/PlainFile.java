package io.parley.messaging.channel.whatsapp.content;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.parley.runtime.validation.PublicUrl;
import java.util.UUID;

/** A file without a caption. */
record PlainFile(@PublicUrl String url, @JsonAlias("id") UUID mediaId) implements FileSource {}
