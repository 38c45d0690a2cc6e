package io.parley.template.content;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.parley.runtime.validation.PublicUrl;
import io.parley.runtime.validation.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** A part of one card of a carousel. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface CardComponent
        permits CardComponent.MediaHeader, TemplateComponent.Body, TemplateComponent.Buttons {

    @JsonTypeName("HEADER")
    record MediaHeader(
            @NotNull FileFormat format, @Valid @Nullable FileSample example) implements CardComponent {}

    /** What the header of a card contains. */
    enum FileFormat {
        IMAGE,
        DOCUMENT,
        VIDEO
    }

    /** A sample file, as in {@link TemplateComponent.HeaderSample}. */
    record FileSample(
            @PublicUrl @Text(max = 255) @Nullable String url,
            @Text(max = 10_000) @Nullable String fileHandle) {}
}
