package io.parley.template.content;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.parley.runtime.validation.PublicUrl;
import io.parley.runtime.validation.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a template, the contract's TemplateComponentRequest. Rules that depend on the category or on other parts are
 * in {@link ContractRules}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface TemplateComponent {

    /** @param text only with {@code TEXT}; up to one placeholder */
    @JsonTypeName("HEADER")
    record Header(
            @NotNull HeaderFormat format,
            @Text(max = 60) @Nullable String text,
            @Valid @Nullable HeaderSample example) implements TemplateComponent {}

    /** What a header contains. */
    enum HeaderFormat {
        TEXT,
        IMAGE,
        DOCUMENT,
        VIDEO,
        LOCATION;

        /** Whether it is a file, of which the template has a sample. */
        public boolean isFile() {
            return this == IMAGE || this == DOCUMENT || this == VIDEO;
        }
    }

    /**
     * The value of the placeholder of a text, or a sample file.
     *
     * @param url from which the sample is downloaded when the template is submitted
     * @param fileHandle of a file that was uploaded to Meta
     */
    record HeaderSample(
            @Text(max = 60) @Nullable String text,
            @PublicUrl @Text(max = 255) @Nullable String url,
            @Text(max = 10_000) @Nullable String fileHandle) {}

    /**
     * @param text null in authentication templates, whose text is Meta's
     * @param addSecurityRecommendation only in authentication templates
     */
    @JsonTypeName("BODY")
    record Body(
            @Text(max = 1024) @Nullable String text,
            @Nullable Boolean addSecurityRecommendation,
            @Valid @Nullable BodySample example)
            implements TemplateComponent, CardComponent {}

    /** @param texts one for each placeholder, in order */
    record BodySample(@NotNull @Size(max = 1_000) List<@Text(min = 0, max = 100, blank = true) String> texts) {}

    /** @param codeExpirationMinutes only in authentication templates */
    @JsonTypeName("FOOTER")
    record Footer(
            @Text(max = 60) @Nullable String text,
            @Min(1) @Max(90) @Nullable Integer codeExpirationMinutes) implements TemplateComponent {}

    @JsonTypeName("BUTTONS")
    record Buttons(@NotNull @Size(min = 1, max = 10) List<@Valid ComponentButton> buttons)
            implements TemplateComponent, CardComponent {}

    @JsonTypeName("CAROUSEL")
    record Carousel(@NotNull @Size(min = 1, max = 10) List<@Valid Card> cards) implements TemplateComponent {}

    /** @param components header, body and buttons */
    record Card(@NotNull @Size(min = 3, max = 3) List<@Valid CardComponent> components) {}

    @JsonTypeName("CALL_PERMISSION_REQUEST")
    record CallPermission() implements TemplateComponent {}

    @JsonTypeName("LIMITED_TIME_OFFER")
    record TimedOffer(@NotNull @Valid OfferText limitedTimeOffer) implements TemplateComponent {}

    /** @param hasExpiration whether messages state the end of the offer */
    record OfferText(
            @NotNull @Text(max = 16) String text, @Nullable Boolean hasExpiration) {}
}
