package io.parley.messaging.notification;

import io.parley.messaging.callback.BusinessFacts.Entity;
import io.parley.messaging.channel.ChannelEvent.Changed;
import io.parley.model.ChannelName;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.directory.Directory;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds out what a provider speaks of: by its id of the account, and the number. */
@Singleton
public class EntityResolver {
    private final Directory directory;

    EntityResolver(Directory directory) {
        this.directory = directory;
    }

    /** Empty if nobody here owns it. */
    public Optional<ChangedEntity> of(ChannelName channel, Changed changed) {
        var account = Optional.ofNullable(changed.account()).flatMap(directory::whatsAppAccountByWabaId);
        return changed.identity() == null
                ? account.map(EntityResolver::account)
                : number(changed.identity(), account, directory.sender(channel, changed.identity()));
    }

    private static ChangedEntity account(WhatsAppAccount account) {
        return new ChangedEntity(account.accountId(), Entity.whatsAppBusinessAccount(account.name(), account.id()));
    }

    /** A number of a known account may be new to us, and that of an unknown one may be ours. */
    private static Optional<ChangedEntity> number(
            String number, Optional<WhatsAppAccount> account, Optional<Sender> sender) {
        return account.map(known -> new ChangedEntity(
                        known.accountId(),
                        Entity.phoneNumber(
                                sender.filter(ours -> ours.accountId().equals(known.accountId()))
                                        .map(Sender::name)
                                        .orElse(null),
                                known.id(),
                                number)))
                .or(() -> sender.map(ours -> new ChangedEntity(
                        ours.accountId(), Entity.phoneNumber(ours.name(), ours.whatsAppAccountId(), number))));
    }
}
