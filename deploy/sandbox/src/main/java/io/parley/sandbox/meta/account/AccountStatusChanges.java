package io.parley.sandbox.meta.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/** Changes of accounts with their webhooks. */
record AccountStatusChanges(SandboxAccounts accounts, AccountControl.Webhooks webhooks) {
    private static final Set<String> EVENTS = Set.of(
            "ACCOUNT_DELETED",
            "ACCOUNT_RESTRICTION",
            "ACCOUNT_VIOLATION",
            "DISABLED_UPDATE",
            "PARTNER_ADDED",
            "PARTNER_REMOVED",
            "PARTNER_APP_INSTALLED",
            "PARTNER_APP_UNINSTALLED",
            "PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE",
            "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE",
            "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE",
            "VOLUME_BASED_PRICING_TIER_UPDATE",
            "AD_ACCOUNT_LINKED",
            "MM_LITE_TERMS_SIGNED",
            "ACCOUNT_OFFBOARDED",
            "ACCOUNT_RECONNECTED");
    private static final Set<String> CAPABILITIES = Set.of(
            "max_daily_conversation_per_phone",
            "max_daily_conversations_per_business",
            "max_phone_numbers_per_business",
            "max_phone_numbers_per_waba");

    /**
     * Sends {@code account_update} with the body as its value, and applies it: a restriction limits the account, a ban
     * (waba_ban_state DISABLE) locks it, so that send calls are rejected, REINSTATE unlocks it. An offboarded account is locked,
     * a reconnected one is not. A deleted account and its numbers are unknown afterwards.
     */
    Optional<String> status(SandboxWaba account, ObjectNode value) {
        var event = NumberChanges.required(value, "event", EVENTS);
        switch (event) {
            case "ACCOUNT_RESTRICTION" -> set(account, false, restricts(value) ? "LIMITED" : "AVAILABLE");
            case "DISABLED_UPDATE" -> ban(account, value);
            case "ACCOUNT_OFFBOARDED" -> set(account, true, "BLOCKED");
            case "ACCOUNT_RECONNECTED" -> set(account, false, "AVAILABLE");
            case "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE" -> setCountry(account, value);
            default -> {}
        }
        var field = send(account, "account_update", value);
        if (event.equals("ACCOUNT_DELETED")) {
            accounts.removeAccount(account.id);
        }
        return field;
    }

    private static boolean restricts(ObjectNode value) {
        return value.path("restriction_info").isArray()
                && !value.path("restriction_info").isEmpty();
    }

    private void ban(SandboxWaba account, ObjectNode value) {
        switch (value.at("/ban_info/waba_ban_state").asText()) {
            case "DISABLE" -> set(account, true, "BLOCKED");
            case "SCHEDULE_FOR_DISABLE" -> set(account, false, "LIMITED");
            case "REINSTATE" -> set(account, false, "AVAILABLE");
            default ->
                throw new IllegalArgumentException(
                        "ban_info.waba_ban_state must be DISABLE, SCHEDULE_FOR_DISABLE or REINSTATE");
        }
    }

    private void set(SandboxWaba account, boolean locked, String health) {
        account.locked = locked;
        account.setHealth(health, accounts.settings());
    }

    private static void setCountry(SandboxWaba account, ObjectNode value) {
        if (!value.path("country").isTextual()) {
            throw new IllegalArgumentException("country is required");
        }
        account.fields.set("primary_business_location", value.get("country"));
    }

    /** Sets {@code account_review_status} to the decision. */
    Optional<String> review(SandboxWaba account, ObjectNode value) {
        var decision = NumberChanges.required(value, "decision", Set.of("APPROVED", "REJECTED", "PENDING", "DEFERRED"));
        account.fields.put("account_review_status", decision);
        return send(account, "account_review_update", value);
    }

    /** Sends new limits. The reads of section "WABA" have no field for them; Meta reports them by webhook only. */
    Optional<String> capability(SandboxWaba account, ObjectNode value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("at least one is required of " + CAPABILITIES);
        }
        value.fieldNames().forEachRemaining(name -> {
            if (!CAPABILITIES.contains(name)) {
                throw new IllegalArgumentException("unknown capability " + name + "; known are " + CAPABILITIES);
            }
        });
        return send(account, "business_capability_update", value);
    }

    private Optional<String> send(SandboxWaba account, String field, ObjectNode value) {
        webhooks.send(account.id, field, value);
        return Optional.of(field);
    }
}
