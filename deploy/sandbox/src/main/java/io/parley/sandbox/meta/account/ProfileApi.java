package io.parley.sandbox.meta.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.meta.error.GraphRejection;
import io.parley.sandbox.web.HttpCall;
import io.parley.sandbox.web.Json;

/**
 * Profiles: {@code GET} and {@code POST /{phone_number_id}/whatsapp_business_profile}. An update changes the members that
 * it contains; an empty string clears a member, an empty list clears the websites. {@code about} cannot be empty.
 */
final class ProfileApi {
    private final SandboxContext context;
    private final UploadSessions uploads;
    private final ProfilePictures pictures;

    ProfileApi(SandboxContext context, UploadSessions uploads, ProfilePictures pictures) {
        this.context = context;
        this.uploads = uploads;
        this.pictures = pictures;
    }

    void read(HttpCall call, SandboxPhoneNumber number) {
        var all = number.profile.deepCopy();
        if (number.picture != null) {
            all.put(
                    "profile_picture_url",
                    "http://" + call.request().authority() + ProfilePictures.LINKS + number.picture);
        }
        var selected = NodeFields.PROFILE.select(all, call.request().getParam("fields"));
        selected.put("messaging_product", "whatsapp");
        var entry = Json.MAPPER.createObjectNode();
        if (context.faults().plan().accounts().nestedProfile()) {
            entry.set("business_profile", selected);
            entry.put("id", number.id());
        } else {
            entry.setAll(selected);
        }
        var response = Json.MAPPER.createObjectNode();
        response.putArray("data").add(entry);
        call.respond(200, json -> json.writeTree(response));
    }

    void update(HttpCall call, SandboxPhoneNumber number) {
        var update = call.json();
        ProfileRules.check(update);
        if (update.has("profile_picture_handle")) {
            setPicture(number, update.path("profile_picture_handle").asText());
        }
        for (var member : update.properties()) {
            set(number.profile, member.getKey(), member.getValue());
        }
        AccountGraphApi.succeed(call);
    }

    private void setPicture(SandboxPhoneNumber number, String handle) {
        var file = uploads.completed(handle)
                .orElseThrow(() -> GraphRejection.badParameter("Param profile_picture_handle is not a valid handle."));
        var previous = number.picture;
        number.picture = pictures.add(file.type(), file.path());
        pictures.remove(previous);
    }

    private static void set(ObjectNode profile, String name, JsonNode value) {
        switch (name) {
            case "messaging_product", "profile_picture_handle" -> {}
            case "vertical" -> profile.put(name, value.asText().isEmpty() ? "UNDEFINED" : value.asText());
            case "websites" -> setWebsites(profile, (ArrayNode) value);
            default -> setText(profile, name, value.asText());
        }
    }

    private static void setText(ObjectNode profile, String name, String text) {
        if (text.isEmpty()) {
            profile.remove(name);
        } else {
            profile.put(name, text);
        }
    }

    /** Sets the websites that are not empty; without any, the profile has none. */
    private static void setWebsites(ObjectNode profile, ArrayNode values) {
        var websites = profile.putArray("websites");
        values.forEach(website -> {
            if (!website.asText().isEmpty()) {
                websites.add(website.asText());
            }
        });
        if (websites.isEmpty()) {
            profile.remove("websites");
        }
    }
}
