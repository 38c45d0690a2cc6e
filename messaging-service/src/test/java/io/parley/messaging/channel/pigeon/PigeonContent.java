package io.parley.messaging.channel.pigeon;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.parley.messaging.channel.MessageContent;
import io.parley.runtime.validation.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** Content of a pigeon message. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "contentType")
sealed interface PigeonContent extends MessageContent {

    /** A note. */
    @JsonTypeName("text")
    record Note(@NotNull @Text(max = 140) String text) implements PigeonContent {}

    /** A drawing. */
    @JsonTypeName("drawing")
    record Drawing(@NotNull @Valid Sketch drawing) implements PigeonContent {}

    /**
     * A drawing's strokes.
     *
     * @param title null if it has none
     */
    record Sketch(@Text(max = 60) String title, @NotEmpty List<@NotNull @Text(max = 200) String> strokes) {}
}
