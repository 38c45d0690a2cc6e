package io.parley.messaging.channel.whatsapp.content;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.parley.messaging.model.MediaKind;
import io.parley.runtime.validation.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An approved template and the values of its placeholders.
 *
 * @param templateId the template's name
 * @param templateLanguage language of the localization in Meta's spelling ({@code en_US})
 */
public record FilledTemplate(
        @NotNull @Text(max = 512) String templateId,
        @NotNull @Text(max = 32) @JsonAlias("language") String templateLanguage,
        @Valid @Nullable Components components) {

    Map<UUID, MediaKind> media() {
        return components == null
                ? Map.of()
                : components
                        .headers()
                        .flatMap(header -> header.media().entrySet().stream())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));
    }

    /**
     * Values by component of the template.
     *
     * @param header at most one
     * @param body one for each placeholder, in order
     */
    public record Components(
            @Size(max = 1) @Nullable List<@Valid WhatsAppMessageHeader> header,
            @Nullable List<@Valid Value> body,
            @JsonAlias("buttons") @Size(max = 10) @Nullable List<@Valid TemplateButton> button,
            @Size(min = 1, max = 10) @Nullable List<@Valid Card> carousel,
            @Valid @Nullable Offer limitedTimeOffer) {

        private Stream<WhatsAppMessageHeader> headers() {
            return Stream.concat(
                    NullableLists.stream(header),
                    NullableLists.stream(carousel)
                            .flatMap(card ->
                                    NullableLists.stream(card.components().header())));
        }
    }

    /**
     * Value of one placeholder.
     *
     * @param example ignored: tolerated because the base document requires it
     */
    public record Value(
            @NotNull @Pattern(regexp = "text", message = "must be text")
            String type,

            @NotNull String text,
            @Nullable Example example) {}

    record Example(@Nullable List<String> texts) {}

    /** @param cardIndex position of the card, counted from 0 */
    public record Card(
            @NotNull @Min(0) @Max(9) Integer cardIndex,
            @NotNull @Valid CardComponents components) {}

    public record CardComponents(
            @Size(max = 1) @Nullable List<@Valid CardHeader> header,
            @Nullable List<@Valid Value> body,
            @Size(max = 2) @Nullable List<TemplateButton.@Valid OfCard> button) {}

    /** @param expirationTimeMs end of the offer in milliseconds since 1970 */
    public record Offer(@NotNull Long expirationTimeMs) {}
}
