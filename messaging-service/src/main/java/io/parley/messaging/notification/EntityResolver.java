package io.parley.messaging.notification;

import io.parley.messaging.callback.BusinessFacts.Entity;
import io.parley.messaging.channel.ChannelEvent.Changed;
import io.parley.model.ChannelName;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.directory.Directory;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds the entity that a provider's change refers to, by the provider's account id and the number. */
@Singleton
public class EntityResolver {
    private final Directory directory;

    EntityResolver(Directory directory) {
        this.directory = directory;
    }

    /** Empty if no account owns it. */
    public Optional<ChangedEntity> of(ChannelName channel, Changed changed) {
        var account = Optional.ofNullable(changed.account()).flatMap(directory::whatsAppAccountByWabaId);
        return changed.identity() == null
                ? account.map(EntityResolver::account)
                : number(changed.identity(), account, directory.sender(channel, changed.identity()));
    }

    private static ChangedEntity account(WhatsAppAccount account) {
        return new ChangedEntity(account.accountId(), Entity.whatsAppBusinessAccount(account.name(), account.id()));
    }

    /** A number of a known account may be unknown, and a number of an unknown account may be known. */
    private static Optional<ChangedEntity> number(
            String number, Optional<WhatsAppAccount> account, Optional<Sender> sender) {
        return account.map(known -> new ChangedEntity(
                        known.accountId(),
                        Entity.phoneNumber(
                                sender.filter(owned -> owned.accountId().equals(known.accountId()))
                                        .map(Sender::name)
                                        .orElse(null),
                                known.id(),
                                number)))
                .or(() -> sender.map(owned -> new ChangedEntity(
                        owned.accountId(), Entity.phoneNumber(owned.name(), owned.whatsAppAccountId(), number))));
    }
}
