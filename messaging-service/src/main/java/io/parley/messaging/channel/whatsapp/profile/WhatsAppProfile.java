package io.parley.messaging.channel.whatsapp.profile;

import static io.parley.runtime.json.ProviderJson.elements;
import static io.parley.runtime.json.ProviderJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.runtime.json.ProviderJson;
import io.parley.runtime.validation.Text;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The contract's WhatsAppProfile. In a response, members that the profile does not have are null. In a change, members
 * that stay as they are are null, and an empty text removes one; websites are removed by an empty list, or by a list of
 * empty texts.
 *
 * <p>{@code about} can be changed, but not removed: Meta requires 1 to 139 characters and rejects an empty text, and with
 * it the whole change. So an empty one is a violation here, before anything is sent.
 *
 * @see <a href="https://developers.facebook.com/docs/whatsapp/cloud-api/reference/business-profiles">Meta: business
 *     profiles, the lengths of each member</a>
 */
record WhatsAppProfile(
        @Text(min = 0, max = 256, blank = true) @Nullable String address,
        @Text(min = 0, max = 256, blank = true) @Nullable String description,

        @Text(min = 0, max = 128, blank = true)
        @Email(message = "must be an email address, or empty to remove it")
        @Nullable
        String email,

        @Size(max = 2, message = "must have at most 2 items") @Nullable
        List<
                        @Text(min = 0, max = 256, blank = true)
                        @Pattern(
                                regexp = "|https://[^\\s/?#]+\\S*",
                                message = "must be a URL that begins with https://, or empty")
                        String>
                websites,

        @Nullable Vertical vertical,

        @Text(max = 139, message = "must be a text of {min} to {max} characters: WhatsApp does not allow to remove it")
        @Nullable
        String about) {

    /** @param profile in Meta's format */
    static WhatsAppProfile of(JsonNode profile) {
        return new WhatsAppProfile(
                text(profile.path("address")).orElse(null),
                text(profile.path("description")).orElse(null),
                text(profile.path("email")).orElse(null),
                websites(profile),
                text(profile.path("vertical")).flatMap(Vertical::ofMeta).orElse(null),
                text(profile.path("about")).orElse(null));
    }

    /** The members that change, in Meta's format. */
    Map<String, Object> changes() {
        Map<String, Object> changes = new LinkedHashMap<>();
        put(changes, "address", address);
        put(changes, "description", description);
        put(changes, "email", email);
        put(changes, "websites", websites == null ? null : withoutEmpty(websites));
        put(changes, "vertical", vertical == null ? null : vertical.meta());
        put(changes, "about", about);
        return changes;
    }

    private static void put(Map<String, Object> changes, String member, @Nullable Object value) {
        if (value != null) {
            changes.put(member, value);
        }
    }

    private static @Nullable List<String> websites(JsonNode profile) {
        var websites = elements(profile.path("websites")).stream()
                .map(ProviderJson::text)
                .flatMap(Optional::stream)
                .toList();
        return websites.isEmpty() ? null : websites;
    }

    private static List<String> withoutEmpty(List<String> websites) {
        return websites.stream().filter(website -> !website.isEmpty()).toList();
    }
}
