package io.parley.messaging.channel.whatsapp;

import static io.parley.messaging.channel.whatsapp.WebhookReader.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.messaging.channel.MessageState;
import io.parley.messaging.channel.ProviderError;
import io.parley.runtime.graph.GraphError;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads one element of {@code statuses[]}. {@code played} and {@code warning} change nothing and are not read. */
final class StatusReader {
    private static final Map<String, MessageState> STATES = Map.of(
            "sent", MessageState.DISPATCHED,
            "delivered", MessageState.DELIVERED,
            "read", MessageState.SEEN,
            "failed", MessageState.CHANNEL_FAILED,
            "deleted", MessageState.DELETED);

    /** Meta's name of who began the conversation, in the contract's words. */
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

    ChannelEvent read(JsonNode status, Instant arrival) {
        var wamid = text(status.path("id"));
        var name = status.path("status").asText();
        if (wamid.isEmpty() || !STATES.containsKey(name)) {
            return new Unreadable("status " + name);
        }
        return new Status(
                WhatsAppChannel.PROVIDER,
                wamid.get(),
                ours(status.path("biz_opaque_callback_data")),
                STATES.get(name),
                WebhookReader.time(status.path("timestamp"), arrival),
                "failed".equals(name) ? error(status.path("errors").path(0)) : null,
                details(status));
    }

    private static UUID ours(JsonNode reference) {
        try {
            return text(reference).map(UUID::fromString).orElse(null);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static ProviderError error(JsonNode error) {
        var told = GraphError.of(error);
        return new ProviderError(WhatsAppChannel.errorCode(told.code()), told.text());
    }

    private ObjectNode details(JsonNode status) {
        var details = json.createObjectNode();
        put(details, "conversation", conversation(status.path("conversation")));
        put(details, "pricing", pricing(status.path("pricing")));
        return details.isEmpty() ? null : details;
    }

    private ObjectNode conversation(JsonNode told) {
        var conversation = json.createObjectNode();
        text(told.path("id")).ifPresent(id -> conversation.put("conversationId", id));
        Optional.ofNullable(ORIGINS.get(told.path("origin").path("type").asText()))
                .ifPresent(origin -> conversation.put("origin", origin));
        return conversation;
    }

    private ObjectNode pricing(JsonNode told) {
        var pricing = json.createObjectNode();
        if (told.path("billable").isBoolean()) {
            pricing.put("billable", told.path("billable").booleanValue());
        }
        text(told.path("pricing_model")).ifPresent(model -> pricing.put("pricingModel", model));
        text(told.path("type")).filter(PRICE_TYPES::contains).ifPresent(type -> pricing.put("type", type));
        text(told.path("category"))
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
