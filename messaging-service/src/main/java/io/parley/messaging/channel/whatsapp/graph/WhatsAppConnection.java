package io.parley.messaging.channel.whatsapp.graph;

import io.parley.messaging.channel.InDoubtPolicy;
import io.parley.messaging.channel.ProviderHttp;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.secrets.SecretFiles;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Client of the Graph API: base URL, version, connections, and the access token of each sender. */
@Singleton
public class WhatsAppConnection {
    private final WhatsAppConfig settings;
    private final Directory directory;
    private final SecretFiles secrets;
    private final MessagesApi messages;

    WhatsAppConnection(WhatsAppConfig settings, Directory directory, SecretFiles secrets) {
        this.settings = settings;
        this.secrets = secrets;
        this.directory = directory;
        settings.token().ifPresent(secrets::value); // a file that cannot be read ends the start
        settings.tokens().values().forEach(secrets::value);
        this.messages = ProviderHttp.client(MessagesApi.class, settings.baseUrl(), settings);
    }

    public Uni<Response> send(Sender sender, WhatsAppMessage message) {
        return messages.send(settings.version(), sender.providerId(), authorization(sender), message);
    }

    public Uni<Response> mark(Sender sender, ReadMark mark) {
        return messages.mark(settings.version(), sender.providerId(), authorization(sender), mark);
    }

    public InDoubtPolicy inDoubtPolicy() {
        return settings.inDoubtPolicy();
    }

    /** Value of the {@code Authorization} header. */
    String authorization(Sender sender) {
        return "Bearer " + token(sender);
    }

    /** Value of the {@code Authorization} header. */
    String authorization(WhatsAppAccount account) {
        return "Bearer " + token(Optional.of(account)).orElse("");
    }

    String token(Sender sender) {
        return token(account(sender)).orElse("");
    }

    /** Whether there is an access token for the number. */
    public boolean hasToken(Sender sender) {
        return token(account(sender)).isPresent();
    }

    /** Whether there is an access token for the account. */
    public boolean hasToken(WhatsAppAccount account) {
        return token(Optional.of(account)).isPresent();
    }

    private Optional<WhatsAppAccount> account(Sender sender) {
        return Optional.ofNullable(sender.whatsAppAccountId()).flatMap(directory::whatsAppAccount);
    }

    private Optional<String> token(Optional<WhatsAppAccount> account) {
        return account.map(WhatsAppAccount::wabaId)
                .map(settings.tokens()::get)
                .or(settings::token)
                .map(secrets::value);
    }
}
