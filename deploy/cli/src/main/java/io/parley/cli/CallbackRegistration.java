package io.parley.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.runtime.command.ApiFailure;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.ConversationsApi;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends the callbacks of senders, and the account's business notifications, to one URL until it is closed; then the
 * settings are as before. Secrets of the account are never returned by the API, so settings that contain one which is not
 * known are left as they are.
 */
final class CallbackRegistration implements AutoCloseable {
    private static final String CONFIGURATION = "/conversations/v3/configurations";
    private static final String ACCOUNT = CONFIGURATION + "/callbacks";
    private static final String SIGNATURE = "signature";
    private static final String SECRET = "secret";
    private static final int SECRET_BYTES = 32;

    private final ConversationsApi api;
    private final SavedCallbackSettings file;
    private final OutputOptions output;

    /** Settings before the registration, by the path that replaces them. */
    private final Map<String, ObjectNode> before = new LinkedHashMap<>();

    private String secret;
    private boolean closed;

    private CallbackRegistration(ConversationsApi api, SavedCallbackSettings file, OutputOptions output) {
        this.api = api;
        this.file = file;
        this.output = output;
    }

    /**
     * Registers the URL.
     *
     * @param secret the account's secret for signatures; null if the user did not give it
     */
    static CallbackRegistration of(
            ConversationsApi api,
            List<ConfiguredSender> senders,
            String url,
            String secret,
            SavedCallbackSettings file,
            OutputOptions output) {
        var registration = new CallbackRegistration(api, file, output);
        var account =
                file.previousOr(ACCOUNT, api.call("GET", CONFIGURATION, null).path("callback"));
        senders.forEach(sender -> registration.before.put(
                sender.callbackPath(), file.previousOr(sender.callbackPath(), sender.callback())));
        var changed = registration.changedAccount(account, url, secret);
        file.write(url, registration.before);
        try {
            if (changed != null) {
                api.call("PUT", ACCOUNT, changed);
            }
            senders.forEach(sender -> api.call("PUT", sender.callbackPath(), ofSender(sender, url)));
        } catch (ApiFailure e) {
            registration.close();
            throw e;
        }
        return registration;
    }

    /** Returns the secret of signatures; null if it is not known or the account has none. */
    String secret() {
        return secret;
    }

    private static ObjectNode ofSender(ConfiguredSender sender, String url) {
        var settings = OutputOptions.object().put("callbackVersion", "2.13");
        if (sender.callback() instanceof ObjectNode before) {
            settings.setAll(before);
        }
        return settings.put("messageStatusUrl", url).put("inboundMessageUrl", url);
    }

    /** Returns the new settings of the account; null if they have to stay. Keeps the old ones to restore them. */
    private ObjectNode changedAccount(ObjectNode account, String url, String given) {
        var isSigned = account.has(SIGNATURE);
        secret = given;
        if (account.has("header") || isSigned && given == null) {
            output.note(
                    isSigned && given == null
                            ? "The account signs its callbacks: set PARLEY_WEBHOOK_SECRET to its secret to verify them"
                                    + " and to receive business notifications."
                            : "The account's callback settings contain a secret header, so they stay as they are:"
                                    + " business notifications are not received.");
            return null;
        }
        before.put(ACCOUNT, isSigned ? withSecret(account.deepCopy(), given) : account);
        secret = given == null ? newSecret() : given;
        var changed = account.deepCopy().put("businessNotificationUrl", url);
        if (!isSigned) {
            changed.putObject(SIGNATURE).put("method", "HS256");
        }
        return withSecret(changed, secret);
    }

    private static ObjectNode withSecret(ObjectNode settings, String secret) {
        settings.withObject("/" + SIGNATURE).put(SECRET, secret);
        return settings;
    }

    private static String newSecret() {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }

    /** Restores the settings; those that cannot be restored now are restored by the next {@code parley listen}. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        var isComplete = before.entrySet().stream()
                .map(one -> restore(one.getKey(), one.getValue()))
                .reduce(true, Boolean::logicalAnd);
        if (isComplete) {
            file.delete();
        } else {
            output.note("The next parley listen restores the settings when it ends.");
        }
    }

    private boolean restore(String path, ObjectNode settings) {
        try {
            api.call("PUT", path, settings);
            return true;
        } catch (CommandFailure e) {
            output.note("Callback settings could not be restored: %s", e.getMessage());
            return false;
        }
    }
}
