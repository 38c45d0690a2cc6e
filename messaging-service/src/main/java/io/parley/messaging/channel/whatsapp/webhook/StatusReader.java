package io.parley.messaging.channel.whatsapp.webhook;

import static io.parley.runtime.json.ProviderJson.elements;
import static io.parley.runtime.json.ProviderJson.scalar;
import static io.parley.runtime.json.ProviderJson.text;
import static io.parley.runtime.json.ProviderJson.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Revoked;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.messaging.channel.whatsapp.graph.MetaErrors;
import io.parley.messaging.channel.whatsapp.graph.WhatsAppNames;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.ProviderError;
import io.parley.model.ProviderEvent;
import io.parley.runtime.graph.GraphError;
import io.parley.runtime.json.ProviderJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads one element of {@code statuses[]}. {@code played} and {@code warning} do not change the state and are ignored.
 */
final class StatusReader {
    private static final Map<String, MessageState> STATES = Map.of(
            "sent", MessageState.DISPATCHED,
            "delivered", MessageState.DELIVERED,
            "read", MessageState.SEEN,
            "failed", MessageState.CHANNEL_FAILED);

    /** The contract's origin of a conversation by Meta's origin. */
    private static final Map<String, String> ORIGINS = Map.ofEntries(
            Map.entry("business_initiated", "business_initiated"),
            Map.entry("authentication", "business_initiated"),
            Map.entry("marketing", "business_initiated"),
            Map.entry("utility", "business_initiated"),
            Map.entry("user_initiated", "user_initiated"),
            Map.entry("service", "user_initiated"),
            Map.entry("referral_conversion", "referral_conversion"));

    private static final Set<String> PRICE_TYPES = Set.of("regular", "free_customer_service", "free_entry_point");
    private static final Set<String> PRICE_CATEGORIES = Set.of(
            "authentication",
            "authentication_international",
            "marketing",
            "marketing_lite",
            "utility",
            "service",
            "referral_conversion");

    private final ObjectMapper json;

    StatusReader(ObjectMapper json) {
        this.json = json;
    }

    ChannelEvent read(ProviderEvent event) {
        var status = event.payload().path("status");
        var wamid = scalar(status.path("id"));
        var name = status.path("status").asText();
        if (name.equals("deleted") && wamid.isPresent()) {
            return deleted(wamid.get(), event);
        }
        if (wamid.isEmpty() || !STATES.containsKey(name)) {
            return new Unreadable("status " + name);
        }
        var at = ProviderJson.seconds(status.path("timestamp"), event.receivedAt());
        return new Status(
                WhatsAppNames.PROVIDER,
                wamid.get(),
                messageId(status.path("biz_opaque_callback_data")),
                isOfGroup(status) && name.equals("read") ? MessageState.DELIVERED : STATES.get(name),
                at,
                "failed".equals(name) ? error(status.path("errors")) : null,
                details(status));
    }

    /**
     * A status of older API versions: a person deleted a message. The contract reports this for received messages only;
     * the state of a sent message does not change.
     */
    private static ChannelEvent deleted(String wamid, ProviderEvent event) {
        var number = WebhookReader.number(event);
        var at = ProviderJson.seconds(event.payload().path("status").path("timestamp"), event.receivedAt());
        return number.<ChannelEvent>map(known -> new Revoked(WhatsAppNames.PROVIDER, wamid, known, at))
                .orElseGet(() -> new Unreadable("status deleted"));
    }

    private static @Nullable UUID messageId(JsonNode reference) {
        try {
            return text(reference).map(UUID::fromString).orElse(null);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** In a group, Meta reports one member at a time, so a read status does not mean that all members have read. */
    private static boolean isOfGroup(JsonNode status) {
        return status.path("recipient_type").asText().equals("group")
                || status.hasNonNull("recipient_participant_id")
                || status.hasNonNull("group_id");
    }

    /** Meta does not always give a reason. */
    private static ProviderError error(JsonNode errors) {
        return elements(errors).stream()
                .findFirst()
                .map(GraphError::of)
                .map(MetaErrors::error)
                .orElseGet(MetaErrors::unknown);
    }

    private @Nullable ObjectNode details(JsonNode status) {
        var details = json.createObjectNode();
        put(details, "conversation", conversation(status.path("conversation")));
        put(details, "pricing", pricing(status.path("pricing")));
        return details.isEmpty() ? null : details;
    }

    private ObjectNode conversation(JsonNode value) {
        var conversation = json.createObjectNode();
        scalar(value.path("id")).ifPresent(id -> conversation.put("conversationId", id));
        Optional.ofNullable(ORIGINS.get(value.path("origin").path("type").asText()))
                .ifPresent(origin -> conversation.put("origin", origin));
        return conversation;
    }

    private ObjectNode pricing(JsonNode value) {
        var pricing = json.createObjectNode();
        if (truth(value.path("billable")) != null) {
            pricing.put("billable", truth(value.path("billable")));
        }
        text(value.path("pricing_model")).ifPresent(model -> pricing.put("pricingModel", model));
        text(value.path("type")).filter(PRICE_TYPES::contains).ifPresent(type -> pricing.put("type", type));
        text(value.path("category"))
                .filter(PRICE_CATEGORIES::contains)
                .ifPresent(category -> pricing.put("category", category));
        return pricing;
    }

    private static void put(ObjectNode details, String member, ObjectNode value) {
        if (!value.isEmpty()) {
            details.set(member, value);
        }
    }
}
