package io.parley.sandbox.meta.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.error.GraphRejection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of one type of node.
 *
 * @param type Meta's name of the type, which appears in errors
 * @param known all fields
 * @param defaults fields of a read without {@code fields}
 */
public record NodeFields(String type, Set<String> known, List<String> defaults) {

    static final NodeFields ACCOUNT = new NodeFields(
            "WhatsAppBusinessAccount",
            Set.of(
                    "id",
                    "name",
                    "timezone_id",
                    "message_template_namespace",
                    "currency",
                    "country",
                    "account_review_status",
                    "business_verification_status",
                    "ownership_type",
                    "on_behalf_of_business_info",
                    "owner_business_info",
                    "primary_business_location",
                    "health_status"),
            List.of("id", "name", "timezone_id", "message_template_namespace"));

    static final NodeFields NUMBER = new NodeFields(
            "WhatsAppBusinessPhoneNumber",
            Set.of(
                    "id",
                    "display_phone_number",
                    "verified_name",
                    "quality_rating",
                    "quality_score",
                    "code_verification_status",
                    "platform_type",
                    "host_platform",
                    "throughput",
                    "status",
                    "name_status",
                    "is_official_business_account",
                    "is_pin_enabled",
                    "messaging_limit_tier",
                    "whatsapp_business_manager_messaging_limit",
                    "account_mode",
                    "webhook_configuration",
                    "username"),
            List.of(
                    "verified_name",
                    "code_verification_status",
                    "display_phone_number",
                    "quality_rating",
                    "platform_type",
                    "throughput",
                    "webhook_configuration"));

    static final NodeFields PROFILE = new NodeFields(
            "WhatsAppBusinessProfile",
            Set.of(
                    "about",
                    "address",
                    "description",
                    "email",
                    "messaging_product",
                    "profile_picture_url",
                    "vertical",
                    "websites"),
            List.of("messaging_product"));

    /** Checks that all requested fields exist. */
    public void check(String fields) {
        selection(fields);
    }

    /** Returns the argument of a field, as {@code true} of {@code preview.invalidate(true)}; empty if there is none. */
    public Optional<String> argument(String fields, String field, String argument) {
        return Optional.ofNullable(selection(fields).members().get(field))
                .map(selected -> selected.arguments().get(argument));
    }

    /** Returns whether a read with this parameter contains the field. */
    public boolean selects(String fields, String field) {
        return selection(fields).members().containsKey(field);
    }

    private FieldSelection selection(String fields) {
        var selection = FieldSelection.of(fields == null || fields.isEmpty() ? String.join(",", defaults) : fields);
        for (var name : selection.members().keySet()) {
            if (!known.contains(name)) {
                throw new GraphRejection(GraphErrorResponse.unknownField(name, type));
            }
        }
        return selection;
    }

    /**
     * Returns the requested fields, or the defaults if {@code fields} is null or empty. A field without a value is
     * absent; the id is always present.
     */
    public ObjectNode select(ObjectNode values, String fields) {
        var selected = selection(fields).of(values, type);
        if (values.has("id")) {
            selected.set("id", values.get("id"));
        }
        return selected;
    }
}
