package io.parley.messaging.channel.scripted;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.parley.messaging.channel.MessageContent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Contents of the scripted channel: two kinds, so that a mismatch can be tested. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "contentType")
sealed interface ScriptedContent extends MessageContent {

    @JsonTypeName("text")
    record Text(
            @NotNull @io.parley.runtime.validation.Text(max = 3000)
            String text) implements ScriptedContent {}

    @JsonTypeName("image")
    record Image(@NotNull @Valid Media image) implements ScriptedContent {}

    /** A picture by URL. */
    record Media(@NotNull String url) {}
}
