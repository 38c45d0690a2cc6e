package io.parley.runtime.graph;

import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.secrets.SecretFiles;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The access token of each WhatsApp account and number, and the settings of the connection that calls use it with. */
@Singleton
public class GraphTokens {
    private final GraphConfig settings;
    private final Directory directory;
    private final SecretFiles secrets;

    GraphTokens(GraphConfig settings, Directory directory, SecretFiles secrets) {
        this.settings = settings;
        this.directory = directory;
        this.secrets = secrets;
        secrets.value(settings.token()); // a file that cannot be read ends the start
        settings.tokens().values().forEach(secrets::value);
    }

    public GraphConfig settings() {
        return settings;
    }

    /** Value of the {@code Authorization} header. */
    public String authorization(Sender sender) {
        return "Bearer " + token(sender);
    }

    /** Value of the {@code Authorization} header. */
    public String authorization(WhatsAppAccount account) {
        return "Bearer " + token(account);
    }

    /** The number, with its access token. */
    public GraphNode node(Sender sender) {
        return new GraphNode(settings.version(), sender.providerId(), authorization(sender));
    }

    /** The account, with its access token. */
    public GraphNode node(WhatsAppAccount account) {
        return node(account, account.wabaId());
    }

    /** A node that belongs to the account, with the account's access token. */
    public GraphNode node(WhatsAppAccount account, String id) {
        return new GraphNode(settings.version(), id, authorization(account));
    }

    /** The access token; empty if there is none. */
    public String token(Sender sender) {
        return token(account(sender)).orElse("");
    }

    /** The access token; empty if there is none. */
    public String token(WhatsAppAccount account) {
        return token(Optional.of(account)).orElse("");
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
                .map(secrets::value)
                .or(() -> secrets.value(settings.token()));
    }
}
