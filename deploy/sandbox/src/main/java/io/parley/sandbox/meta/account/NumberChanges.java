package io.parley.sandbox.meta.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.web.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Changes of numbers with their webhooks. */
record NumberChanges(SandboxAccounts accounts, AccountControl.Webhooks webhooks) {
    private static final String QUALITY = "phone_number_quality_update";
    private static final String NAME = "phone_number_name_update";
    private static final List<String> TIERS =
            List.of("TIER_50", "TIER_250", "TIER_1K", "TIER_2K", "TIER_10K", "TIER_100K", "TIER_UNLIMITED");
    private static final Set<String> EVENTS =
            Set.of("ONBOARDING", "UPGRADE", "DOWNGRADE", "FLAGGED", "UNFLAGGED", "THROUGHPUT_UPGRADE");

    /**
     * Sets {@code quality_rating}. RED flags the number, another rating ends that. Meta has no event for a change between
     * GREEN and YELLOW: {@code event} sends one nevertheless.
     */
    Optional<String> quality(SandboxPhoneNumber number, ObjectNode request) {
        var rating = required(request, "quality_rating", Set.of("GREEN", "YELLOW", "RED", "NA", "UNKNOWN"));
        var flagged = number.fields.path("status").asText().equals("FLAGGED");
        var event = request.path("event").asText(rating.equals("RED") ? "FLAGGED" : flagged ? "UNFLAGGED" : "");
        if (!event.isEmpty() && !EVENTS.contains(event)) {
            throw new IllegalArgumentException("event must be one of " + EVENTS);
        }
        number.fields.put("quality_rating", rating);
        if (rating.equals("RED") || flagged) {
            number.fields.put("status", rating.equals("RED") ? "FLAGGED" : "CONNECTED");
        }
        return event.isEmpty() ? Optional.empty() : sendQuality(number, event, tier(number), tier(number));
    }

    /**
     * Sets the messaging limit to {@code tier}. The limit belongs to the business: it changes for all its numbers, and one
     * webhook is sent, for this number.
     */
    Optional<String> limit(SandboxPhoneNumber number, ObjectNode request) {
        var tier = required(request, "tier", Set.copyOf(TIERS));
        var old = tier(number);
        var owner = accounts.account(number.number.wabaId()).owner();
        accounts.ownedBy(owner).forEach(other -> other.fields
                .put("messaging_limit_tier", tier)
                .put("whatsapp_business_manager_messaging_limit", tier));
        var event = TIERS.indexOf(tier) < TIERS.indexOf(old) ? "DOWNGRADE" : "UPGRADE";
        return sendQuality(number, event, tier, old);
    }

    /** Sets {@code throughput.level}. Only a rise has an event at Meta. */
    Optional<String> throughput(SandboxPhoneNumber number, ObjectNode request) {
        var level = required(request, "level", Set.of("STANDARD", "HIGH", "NOT_APPLICABLE"));
        number.fields.putObject("throughput").put("level", level);
        return level.equals("HIGH")
                ? sendQuality(number, "THROUGHPUT_UPGRADE", tier(number), tier(number))
                : Optional.empty();
    }

    private static String tier(SandboxPhoneNumber number) {
        return number.fields.path("messaging_limit_tier").asText("TIER_250");
    }

    private Optional<String> sendQuality(SandboxPhoneNumber number, String event, String tier, String old) {
        var value = value(number).put("event", event).put("current_limit", tier);
        if (!old.equals(tier)) {
            value.put("old_limit", old);
        }
        value.put("max_daily_conversations_per_business", tier);
        return send(number, QUALITY, value);
    }

    /** Decides about {@code requested_verified_name}; an approved name becomes the verified name. */
    Optional<String> name(SandboxPhoneNumber number, ObjectNode request) {
        var decision = required(request, "decision", Set.of("APPROVED", "DEFERRED", "PENDING", "REJECTED"));
        var name = request.path("requested_verified_name").asText("");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("requested_verified_name is required");
        }
        number.fields.put(
                "name_status",
                switch (decision) {
                    case "APPROVED" -> "APPROVED";
                    case "REJECTED" -> "DECLINED";
                    default -> "PENDING_REVIEW";
                });
        if (decision.equals("APPROVED")) {
            number.fields.put("verified_name", name);
        }
        var value = value(number).put("decision", decision).put("requested_verified_name", name);
        value.put(
                "rejection_reason",
                decision.equals("REJECTED") ? request.path("rejection_reason").asText("UNKNOWN") : null);
        return send(number, NAME, value);
    }

    private static ObjectNode value(SandboxPhoneNumber number) {
        return Json.MAPPER.createObjectNode().put("display_phone_number", number.number.display());
    }

    private Optional<String> send(SandboxPhoneNumber number, String field, ObjectNode value) {
        webhooks.send(number.number.wabaId(), field, value);
        return Optional.of(field);
    }

    /** Returns a member that must have one of these values. */
    static String required(ObjectNode request, String name, Set<String> values) {
        var value = request.path(name).asText("");
        if (!values.contains(value)) {
            throw new IllegalArgumentException(
                    name + " must be one of " + values.stream().sorted().toList());
        }
        return value;
    }
}
