package io.parley.messaging.channel.whatsapp.setup;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.messaging.channel.SetupFinding;
import io.parley.messaging.channel.whatsapp.graph.GraphSetup.TokenReport;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.graph.GraphFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Evaluates what Meta reports about the access token and the webhooks of one WhatsApp Business Account.
 *
 * @see <a href="https://developers.facebook.com/docs/whatsapp/business-management-api/get-started">Meta: get started</a>
 */
final class AccountFindings {
    private static final List<String> PERMISSIONS =
            List.of("whatsapp_business_management", "whatsapp_business_messaging");
    private static final Duration EXPIRES_SOON = Duration.ofDays(7);
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private final WhatsAppAccount account;
    private final String subject;
    private final String setting;

    AccountFindings(WhatsAppAccount account) {
        this.account = account;
        this.subject = "account " + account.wabaId();
        this.setting = "parley.channels.whatsapp.tokens.\"" + account.wabaId() + "\"";
    }

    SetupFinding withoutToken() {
        return SetupFinding.failed(
                subject,
                "no access token is set",
                "Set " + setting
                        + " (or parley.channels.whatsapp.token for all accounts) to the token of a system user.");
    }

    SetupFinding ofToken(TokenReport report, Instant now) {
        var skew = report.metaTime().map(meta -> Duration.between(meta, now)).orElse(Duration.ZERO);
        if (skew.abs().compareTo(CLOCK_TOLERANCE) > 0) {
            return SetupFinding.failed(
                    subject,
                    "this host's clock differs from Meta's by " + skew.toSeconds() + " s",
                    "Synchronize the clock (NTP): signatures of callbacks and expiry times depend on it.");
        }
        return ofToken(report.data(), now);
    }

    private SetupFinding ofToken(JsonNode token, Instant now) {
        if (!token.path("is_valid").asBoolean(true)) {
            return invalidToken();
        }
        var scopes = StreamSupport.stream(token.path("scopes").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        var missing = PERMISSIONS.stream()
                .filter(permission -> !scopes.contains(permission))
                .toList();
        if (token.path("scopes").isArray() && !missing.isEmpty()) {
            return SetupFinding.failed(
                    subject,
                    "the access token lacks " + String.join(" and ", missing),
                    "Create a token of the system user with both permissions and set it as " + setting + ".");
        }
        var expires = token.path("expires_at").asLong(0);
        var left = Duration.between(now, Instant.ofEpochSecond(expires));
        return expires > 0 && left.compareTo(EXPIRES_SOON) < 0
                ? SetupFinding.warning(
                        subject,
                        "the access token expires in " + Math.max(0, left.toHours()) + " hours",
                        "Create a token of a system user that does not expire and set it as " + setting + ".")
                : SetupFinding.ok(subject, "the access token is valid and has both permissions");
    }

    SetupFinding ofSubscriptions(JsonNode answer) {
        return answer.path("data").isEmpty()
                ? SetupFinding.failed(
                        subject,
                        "no app is subscribed to its webhooks: statuses and messages do not arrive",
                        "Connect one of its senders: POST /operator/v1/accounts/{accountId}/senders/{id}/connection. The"
                                + " app's webhook must be verified with the gateway's URL and verify token before.")
                : SetupFinding.ok(subject, "an app is subscribed to its webhooks");
    }

    SetupFinding failed(GraphFailure failure) {
        return switch (failure.kind()) {
            case TOKEN -> invalidToken();
            case PERMISSION ->
                SetupFinding.failed(
                        subject,
                        "the access token may not read this account (" + failure.reason() + ")",
                        "Assign the account to the system user in Meta's Business settings, with full control, and give the"
                                + " token the permissions " + String.join(" and ", PERMISSIONS) + ".");
            case THROTTLED, APP_THROTTLED ->
                SetupFinding.warning(
                        subject,
                        "Meta limits the calls at the moment (" + failure.reason() + ")",
                        "Check again later.");
            case UNREACHABLE, NO_RESPONSE ->
                SetupFinding.failed(
                        subject,
                        "Meta cannot be reached: " + failure.getMessage(),
                        "Check that this host may connect to parley.channels.whatsapp.base-url over HTTPS.");
            case OUTAGE ->
                SetupFinding.warning(
                        subject, "Meta fails at the moment (" + failure.reason() + ")", "Check again later.");
            case REFUSED ->
                SetupFinding.failed(
                        subject,
                        "Meta does not know an account with this id, or hides it from the token (" + failure.reason()
                                + ")",
                        "Correct wabaId of the WhatsApp account " + account.id() + ", or set " + setting
                                + " to a token of a system user to whom the account is assigned.");
        };
    }

    private SetupFinding invalidToken() {
        return SetupFinding.failed(
                subject,
                "Meta does not accept the access token: it is invalid or has expired",
                "Create a new token of the system user and set it as " + setting
                        + " (or parley.channels.whatsapp.token, if that is in use).");
    }
}
