package io.parley.messaging.channel.whatsapp.content;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.parley.runtime.validation.Text;
import org.jspecify.annotations.Nullable;

/** A text header: the only header type of most interactive messages. */
public sealed interface TextHeader extends InteractiveHeader {

    /** @param example ignored: tolerated because the base document requires it */
    @JsonTypeName("text")
    record PlainText(
            @Text(max = 60) @Nullable String text, @Nullable Example example) implements TextHeader {}

    record Example(@Text(max = 60) @Nullable String text) {}
}
