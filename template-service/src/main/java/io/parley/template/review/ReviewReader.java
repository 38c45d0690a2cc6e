package io.parley.template.review;

import static io.parley.runtime.json.ProviderJson.scalar;
import static io.parley.runtime.json.ProviderJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.model.ProviderEvent;
import io.parley.runtime.json.ProviderJson;
import io.parley.template.content.TemplateLanguages;
import io.parley.template.store.ChangeCause;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads Meta's webhooks about templates ([Meta: Template webhooks](https://developers.facebook.com/docs/graph-api/webhooks/reference/whatsapp-business-account)).
 */
final class ReviewReader {

    /**
     * A webhook about one template.
     *
     * @param wabaId Meta's id of the WhatsApp account
     * @param name null if Meta does not give it
     * @param language in Meta's spelling; null if Meta does not give it
     * @param isComplete whether the update contains what has changed; otherwise the template is read from Meta
     */
    record Review(
            String wabaId, @Nullable String name, @Nullable String language, ReviewUpdate update, boolean isComplete) {}

    private ReviewReader() {}

    /** Empty for a webhook of an unknown kind, or one that names no template. */
    static Optional<Review> read(ProviderEvent event) {
        var value = event.payload() == null ? null : event.payload().path("value");
        if (value == null || !value.isObject()) {
            return Optional.empty();
        }
        var update = update(event, value);
        var wabaId = scalar(event.payload().path("entry"));
        var isNamed = value.hasNonNull("message_template_id") || value.hasNonNull("message_template_name");
        return update == null || wabaId.isEmpty() || !isNamed
                ? Optional.empty()
                : Optional.of(new Review(
                        wabaId.get(),
                        text(value.path("message_template_name")).orElse(null),
                        text(value.path("message_template_language"))
                                .map(TemplateLanguages::meta)
                                .orElse(null),
                        update,
                        !event.kind().equals("message_template_components_update")));
    }

    /** Null for a webhook of an unknown kind, or without a value. */
    private static @Nullable ReviewUpdate update(ProviderEvent event, JsonNode value) {
        return switch (event.kind()) {
            case "message_template_status_update" -> status(event, value);
            case "message_template_quality_update" ->
                update(
                        event,
                        value,
                        null,
                        null,
                        text(value.path("new_quality_score")).orElse(null));
            case "template_category_update" -> category(event, value);
            case "message_template_components_update" -> update(event, value, null, null, null);
            default -> null;
        };
    }

    private static @Nullable ReviewUpdate status(ProviderEvent event, JsonNode value) {
        var reason = ReviewUpdate.reason(value.path("reason"));
        var details =
                reason == null ? text(value.path("other_info").path("title")).orElse(null) : reason;
        var plain = update(event, value, text(value.path("event")).orElse(null), details, null);
        return plain.status() == null ? null : plain;
    }

    /** An advance notice has only {@code correct_category}: nothing has changed yet. */
    private static ReviewUpdate category(ProviderEvent event, JsonNode value) {
        return update(event, value, null, null, null);
    }

    private static ReviewUpdate update(
            ProviderEvent event,
            JsonNode value,
            @Nullable String status,
            @Nullable String reason,
            @Nullable String quality) {
        var category = value.hasNonNull("new_category") ? "new_category" : "message_template_category";
        return new ReviewUpdate(
                ChangeCause.WEBHOOK,
                scalar(value.path("message_template_id")).orElse(null),
                status,
                reason,
                ReviewUpdate.category(value.path(category)),
                quality,
                List.of(),
                null,
                null,
                null,
                ProviderJson.seconds(event.payload().path("time"), event.receivedAt()));
    }
}
