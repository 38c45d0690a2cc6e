package io.parley.messaging.channel.whatsapp.setup;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.messaging.channel.whatsapp.graph.GraphSetup.TokenReport;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.graph.GraphFailure;
import io.parley.runtime.json.ProviderJson;
import io.parley.runtime.setup.SetupFinding;
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
    private static final String CONNECT =
            "Connect one of its senders: POST /operator/v1/accounts/{accountId}/senders/{id}/connection. The app's webhook"
                    + " must be verified with the gateway's URL and verify token before.";
    private static final Duration EXPIRES_SOON = Duration.ofDays(7);
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private final WhatsAppAccount account;
    private final WebhookAddress webhook;
    private final String subject;
    private final String setting;

    AccountFindings(WhatsAppAccount account, WebhookAddress webhook) {
        this.account = account;
        this.webhook = webhook;
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

    /** @param answer the apps that get the account's webhooks, each with the URL that replaces the app's if there is one */
    SetupFinding ofSubscriptions(JsonNode answer, TokenReport token) {
        var apps = ProviderJson.elements(answer.path("data"));
        if (apps.isEmpty()) {
            return SetupFinding.failed(
                    subject, "no app is subscribed to its webhooks: statuses and messages do not arrive", CONNECT);
        }
        var ownId = token.data().path("app_id").asText("");
        return apps.stream()
                .filter(app ->
                        ownId.isEmpty() || appId(app).isEmpty() || appId(app).equals(ownId))
                .findFirst()
                .map(this::ofSubscription)
                .orElseGet(() -> ofOtherApp(appId(apps.getFirst()), ownId));
    }

    private SetupFinding ofSubscription(JsonNode app) {
        var override = app.path("override_callback_uri").asText("");
        return override.isEmpty() || !webhook.isElsewhere(override)
                ? SetupFinding.ok(subject, "an app is subscribed to its webhooks")
                : SetupFinding.failed(
                        subject,
                        "its webhooks go to another address by override_callback_uri: " + override,
                        "Connect one of its senders, which removes that address, or set it to " + webhook.text() + ".");
    }

    private SetupFinding ofOtherApp(String subscribed, String own) {
        return SetupFinding.warning(
                subject,
                "app " + subscribed + " is subscribed to its webhooks, but the access token is of app " + own,
                "Connect one of its senders to subscribe the token's app. If app " + subscribed
                        + " is right, its webhook must be " + webhook.text()
                        + " and its secret one of parley.webhooks.meta.app-secrets of webhook-gateway.");
    }

    private static String appId(JsonNode app) {
        return app.path("whatsapp_business_api_data").path("id").asText("");
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
