package io.parley.messaging.channel.whatsapp;

import static io.parley.messaging.channel.ProviderJson.elements;
import static io.parley.messaging.channel.ProviderJson.scalar;
import static io.parley.messaging.channel.ProviderJson.text;
import static io.parley.messaging.channel.ProviderJson.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Revoked;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.messaging.channel.MessageState;
import io.parley.messaging.channel.ProviderError;
import io.parley.messaging.channel.ProviderJson;
import io.parley.model.ProviderEvent;
import io.parley.runtime.graph.GraphError;
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
            "failed", MessageState.CHANNEL_FAILED);

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
                WhatsAppChannel.PROVIDER,
                wamid.get(),
                ours(status.path("biz_opaque_callback_data")),
                isOfGroup(status) && name.equals("read") ? MessageState.DELIVERED : STATES.get(name),
                at,
                "failed".equals(name) ? error(status.path("errors")) : null,
                details(status));
    }

    /**
     * A status of older versions: a person deleted a message. The contract tells that of messages that were received; of one
     * that we sent it says nothing, whose state stays as it is.
     */
    private static ChannelEvent deleted(String wamid, ProviderEvent event) {
        var number = WebhookReader.number(event);
        var at = ProviderJson.seconds(event.payload().path("status").path("timestamp"), event.receivedAt());
        return number == null
                ? new Unreadable("status deleted")
                : new Revoked(WhatsAppChannel.PROVIDER, wamid, number, at);
    }

    private static UUID ours(JsonNode reference) {
        try {
            return text(reference).map(UUID::fromString).orElse(null);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Of a group one member is told of at a time: that one has read it does not mean that the others have. */
    private static boolean isOfGroup(JsonNode status) {
        return status.path("recipient_type").asText().equals("group")
                || status.hasNonNull("recipient_participant_id")
                || status.hasNonNull("group_id");
    }

    /** Meta does not always say why. */
    private static ProviderError error(JsonNode errors) {
        return elements(errors).stream()
                .findFirst()
                .map(GraphError::of)
                .map(WhatsAppChannel::error)
                .orElseGet(WhatsAppChannel::unexplained);
    }

    private ObjectNode details(JsonNode status) {
        var details = json.createObjectNode();
        put(details, "conversation", conversation(status.path("conversation")));
        put(details, "pricing", pricing(status.path("pricing")));
        return details.isEmpty() ? null : details;
    }

    private ObjectNode conversation(JsonNode told) {
        var conversation = json.createObjectNode();
        scalar(told.path("id")).ifPresent(id -> conversation.put("conversationId", id));
        Optional.ofNullable(ORIGINS.get(told.path("origin").path("type").asText()))
                .ifPresent(origin -> conversation.put("origin", origin));
        return conversation;
    }

    private ObjectNode pricing(JsonNode told) {
        var pricing = json.createObjectNode();
        if (truth(told.path("billable")) != null) {
            pricing.put("billable", truth(told.path("billable")));
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
