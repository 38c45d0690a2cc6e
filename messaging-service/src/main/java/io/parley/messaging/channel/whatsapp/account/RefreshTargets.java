package io.parley.messaging.channel.whatsapp.account;

import io.parley.messaging.channel.whatsapp.account.RefreshTarget.OfAccount;
import io.parley.messaging.channel.whatsapp.account.RefreshTarget.OfNumber;
import io.parley.messaging.channel.whatsapp.graph.WhatsAppNames;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.graph.GraphTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The active accounts and numbers of the directory that can be read: those with an access token. */
@ApplicationScoped
class RefreshTargets {
    private final Directory directory;
    private final GraphTokens connection;

    RefreshTargets(Directory directory, GraphTokens connection) {
        this.directory = directory;
        this.connection = connection;
    }

    Map<UUID, RefreshTarget> all() {
        Map<UUID, RefreshTarget> targets = new LinkedHashMap<>();
        directory.whatsAppAccounts().stream()
                .filter(WhatsAppAccount::active)
                .filter(connection::hasToken)
                .forEach(account -> targets.put(account.id(), new OfAccount(account)));
        numbers().stream()
                .filter(sender -> sender.whatsAppAccountId() == null)
                .filter(connection::hasToken)
                .forEach(sender -> targets.put(sender.id(), new OfNumber(sender)));
        return targets;
    }

    List<Sender> numbers() {
        return directory.senders(WhatsAppNames.CHANNEL).stream()
                .filter(Sender::active)
                .toList();
    }

    /** The id of the target that reads this number. */
    static UUID targetOf(Sender sender) {
        return sender.whatsAppAccountId() == null ? sender.id() : sender.whatsAppAccountId();
    }

    /** The account's active number with this id at Meta; empty for one that the directory does not have. */
    Optional<Sender> number(WhatsAppAccount account, @Nullable String phoneNumberId) {
        return Optional.ofNullable(phoneNumberId)
                .flatMap(id -> directory.senderByProviderId(WhatsAppNames.CHANNEL, id))
                .filter(Sender::active)
                .filter(sender -> account.id().equals(sender.whatsAppAccountId()));
    }
}
