package io.parley.messaging.configuration;

import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.Channels;
import io.parley.messaging.configuration.AccountConfiguration.Config;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.access.Caller;
import io.parley.runtime.directory.Directory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Returns settings as visible to the caller, with the scopes of the caller's key: callbacks only with
 * {@code callbacks:read}, media credentials only with {@code credentials:read}, secrets never.
 */
@ApplicationScoped
class ConfigurationView {
    private final Channels channels;
    private final Directory directory;
    private final CallbackSettingsCache settings;
    private final MediaCredentialsStore logins;

    ConfigurationView(
            Channels channels, Directory directory, CallbackSettingsCache settings, MediaCredentialsStore logins) {
        this.channels = channels;
        this.directory = directory;
        this.settings = settings;
        this.logins = logins;
    }

    Uni<AccountConfiguration> ofAccount(Caller caller) {
        var scopes = scopesOf(caller, scope -> true);
        var callback = callback(caller);
        return config(caller).map(config -> new AccountConfiguration(scopes, callback, config));
    }

    /** All senders of the caller on enabled channels. */
    List<ChannelResponse> ofChannels(Caller caller) {
        return directory.senders(caller.accountId()).stream()
                .filter(Sender::active)
                .flatMap(sender ->
                        channels
                                .named(sender.channel().value())
                                .map(channel -> ofSender(caller, channel, sender))
                                .stream())
                .toList();
    }

    List<ChannelResponse> ofChannel(Caller caller, Channel<?> channel) {
        return ofChannels(caller).stream()
                .filter(identity -> identity.channel().equals(channel.name()))
                .toList();
    }

    ChannelResponse ofSender(Caller caller, Channel<?> channel, Sender sender) {
        var callback = settings.ofSender(sender.id());
        var visible = caller.may(Scope.CALLBACKS_READ) && sender.scopes().contains(Scope.CALLBACKS_READ);
        return new ChannelResponse(
                channel.name(),
                Map.of(channel.kind().senderIdMember(), sender.identity()),
                sender.name(),
                scopesOf(caller, sender.scopes()::contains),
                visible && !callback.isUnset() ? callback : null);
    }

    private @Nullable Callback callback(Caller caller) {
        var callback = settings.ofAccount(caller.accountId());
        return caller.may(Scope.CALLBACKS_READ) && !callback.isUnset()
                ? callback.withSecrets(secret -> SecretMask.VALUE)
                : null;
    }

    private Uni<Config> config(Caller caller) {
        return caller.may(Scope.CREDENTIALS_READ)
                ? logins.find(caller.accountId()).map(found -> found.map(
                                credentials -> new Config(credentials.withSecret(secret -> SecretMask.VALUE)))
                        .orElse(null))
                : Uni.createFrom().nullItem();
    }

    /** The granted scopes, as far as the key has them. */
    private static List<Scope> scopesOf(Caller caller, Predicate<Scope> granted) {
        return caller.scopes().stream().filter(granted).sorted().toList();
    }
}
