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
public class Subjects {
    private final Directory directory;

    Subjects(Directory directory) {
        this.directory = directory;
    }

    /** Empty if nobody here owns it. */
    public Optional<Subject> of(ChannelName channel, Changed changed) {
        var account = Optional.ofNullable(changed.account()).flatMap(directory::whatsAppAccountByWabaId);
        return changed.identity() == null
                ? account.map(Subjects::account)
                : number(changed.identity(), account, directory.sender(channel, changed.identity()));
    }

    private static Subject account(WhatsAppAccount account) {
        return new Subject(account.accountId(), Entity.whatsAppBusinessAccount(account.name(), account.id()));
    }

    /** A number of a known account may be new to us, and that of an unknown one may be ours. */
    private static Optional<Subject> number(String number, Optional<WhatsAppAccount> account, Optional<Sender> sender) {
        return account.map(known -> new Subject(
                        known.accountId(),
                        Entity.phoneNumber(
                                sender.filter(ours -> ours.accountId().equals(known.accountId()))
                                        .map(Sender::name)
                                        .orElse(null),
                                known.id(),
                                number)))
                .or(() -> sender.map(ours -> new Subject(
                        ours.accountId(), Entity.phoneNumber(ours.name(), ours.whatsAppAccountId(), number))));
    }
}
