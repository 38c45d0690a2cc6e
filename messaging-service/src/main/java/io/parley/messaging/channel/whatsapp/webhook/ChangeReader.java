package io.parley.messaging.channel.whatsapp.webhook;

import static io.parley.runtime.json.ProviderJson.elements;
import static io.parley.runtime.json.ProviderJson.scalar;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Change;
import io.parley.messaging.channel.ChannelEvent.Changed;
import io.parley.messaging.channel.ChannelEvent.Restriction;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.model.ProviderEvent;
import io.parley.runtime.json.ProviderJson;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads Meta's notifications about our numbers and WhatsApp Business Accounts that the contract can represent.
 * Properties have the contract's names for members of numbers and accounts; values are Meta's.
 */
final class ChangeReader {
    /** Events that set the state of an account. */
    private static final Set<String> ACCOUNT_STATES = Set.of(
            "ACCOUNT_DELETED", "ACCOUNT_RESTRICTION", "ACCOUNT_VIOLATION", "ACCOUNT_OFFBOARDED", "ACCOUNT_RECONNECTED");

    /** Events that change a number's limit; other events contain the unchanged limit. */
    private static final Set<String> LIMIT_CHANGES = Set.of("ONBOARDING", "UPGRADE", "DOWNGRADE");

    /**
     * The limits of a whole business. The contract has them at each of its numbers only, so the event has no change of
     * its own; it causes what is known of the account to be read again.
     */
    private static final String CAPABILITY = "business_capability_update";

    private static final String STATUS = "status";

    private ChangeReader() {}

    static ChannelEvent read(ProviderEvent event) {
        var value = event.payload().path("value");
        var changes = changes(event.kind(), value).toList();
        var number = digits(value.path("display_phone_number"));
        if ((changes.isEmpty() && !event.kind().equals(CAPABILITY))
                || (number == null && event.kind().startsWith("phone_number_"))) {
            return new Unreadable(
                    ("kind " + event.kind() + " " + value.path("event").asText("")).strip());
        }
        return new Changed(
                scalar(event.payload().path("entry")).orElse(null),
                number,
                ProviderJson.seconds(event.payload().path("time"), event.receivedAt()),
                changes);
    }

    private static Stream<Change> changes(String kind, JsonNode value) {
        return switch (kind) {
            case "phone_number_quality_update" -> quality(value);
            case "phone_number_name_update" -> name(value);
            case "account_update" -> account(value).stream();
            case "account_review_update" -> change("accountReviewStatus", value.path("decision")).stream();
            default -> Stream.empty();
        };
    }

    private static Stream<Change> quality(JsonNode value) {
        return switch (value.path("event").asText()) {
            case "FLAGGED" -> Stream.of(plain(STATUS, null, "FLAGGED"));
            case "UNFLAGGED" -> Stream.of(plain(STATUS, "FLAGGED", "CONNECTED"));
            case String event when LIMIT_CHANGES.contains(event) -> limits(value);
            default -> Stream.empty();
        };
    }

    /** The limit of the number, and the limit of the whole business that replaces it. */
    private static Stream<Change> limits(JsonNode value) {
        var tier = tier(value.path("current_limit"))
                .map(now -> plain("messagingTier", tier(value.path("old_limit")).orElse(null), now));
        return Stream.of(tier, change("businessMessagingLimit", value.path("max_daily_conversations_per_business")))
                .flatMap(Optional::stream);
    }

    /** In the contract's spelling for numbers. */
    private static Optional<String> tier(JsonNode limit) {
        return scalar(limit).map(tier -> tier.equals("TIER_UNLIMITED") ? "UNLIMITED" : tier);
    }

    private static Stream<Change> name(JsonNode value) {
        var approved = value.path("decision").asText().equals("APPROVED");
        return Stream.of(
                        change("nameStatus", value.path("decision"))
                                .map(change -> withReason(change, value.path("rejection_reason"))),
                        approved
                                ? change("verifiedName", value.path("requested_verified_name"))
                                : Optional.<Change>empty())
                .flatMap(Optional::stream);
    }

    private static Optional<Change> account(JsonNode value) {
        var event = value.path("event").asText();
        if (event.equals("DISABLED_UPDATE")) {
            return change(STATUS, value.path("ban_info").path("waba_ban_state"));
        }
        return ACCOUNT_STATES.contains(event)
                ? Optional.of(new Change(
                        STATUS,
                        null,
                        event,
                        reason(value.path("violation_info").path("violation_type")),
                        restrictions(value.path("restriction_info"))))
                : Optional.empty();
    }

    private static List<Restriction> restrictions(JsonNode values) {
        return elements(values).stream()
                .flatMap(value -> restriction(value).stream())
                .toList();
    }

    private static Optional<Restriction> restriction(JsonNode value) {
        return scalar(value.path("restriction_type"))
                .map(type -> new Restriction(
                        type, ProviderJson.seconds(value.path("expiration")).orElse(null)));
    }

    private static Optional<Change> change(String property, JsonNode newValue) {
        return scalar(newValue).map(value -> plain(property, null, value));
    }

    private static Change plain(String property, @Nullable String oldValue, String newValue) {
        return new Change(property, oldValue, newValue, null, List.of());
    }

    private static Change withReason(Change change, JsonNode reason) {
        return new Change(change.property(), change.oldValue(), change.newValue(), reason(reason), List.of());
    }

    /** Null if Meta gives no reason or {@code NONE}. */
    private static @Nullable String reason(JsonNode value) {
        return scalar(value).filter(reason -> !reason.equals("NONE")).orElse(null);
    }

    private static @Nullable String digits(JsonNode formatted) {
        return scalar(formatted)
                .map(number -> number.replaceAll("\\D", ""))
                .filter(number -> !number.isEmpty())
                .orElse(null);
    }
}
