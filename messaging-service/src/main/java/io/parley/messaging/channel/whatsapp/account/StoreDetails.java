package io.parley.messaging.channel.whatsapp.account;

import io.parley.messaging.channel.ChannelEvent.Change;
import io.parley.messaging.channel.ChannelEvent.Changed;
import io.parley.messaging.channel.ChannelEvents;
import io.parley.messaging.channel.Channels;
import io.parley.messaging.channel.whatsapp.graph.WhatsAppNames;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.graph.ReadOrder;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stores what was read from Meta, after customers were notified of what has changed since. The id of a change is made of
 * what is stored, so that a read that fails between the two notifies once.
 */
@ApplicationScoped
class StoreDetails {
    private final AccountDetailRows accounts;
    private final NumberDetailRows numbers;
    private final ChannelEvents events;
    private final Channels channels;

    StoreDetails(AccountDetailRows accounts, NumberDetailRows numbers, ChannelEvents events, Channels channels) {
        this.accounts = accounts;
        this.numbers = numbers;
        this.events = events;
        this.channels = channels;
    }

    /** @param startedAt start of the call that read the details */
    Uni<Void> account(WhatsAppAccount account, AccountDetails details, Instant startedAt) {
        return accounts.findAll(List.of(account.id()))
                .call(stored -> notifyOf(account, stored.get(account.id()), details, startedAt))
                .chain(() -> accounts.upsert(
                        account.id(), () -> AccountDetailRow.of(account.id()), row -> store(row, details, startedAt)))
                .replaceWithVoid();
    }

    /**
     * @param account the account of the numbers; null if it is not known
     * @param startedAt start of the call that read the numbers
     */
    Uni<Void> numbers(@Nullable WhatsAppAccount account, List<NumberOfSender> read, Instant startedAt) {
        if (read.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return numbers.findAll(read.stream().map(NumberOfSender::phoneNumberId).toList())
                .call(stored -> notifyOf(account, read, stored, startedAt))
                .chain(() -> numbers.saveAll(read, (row, number) -> store(row, number, startedAt)));
    }

    private Uni<Void> notifyOf(
            WhatsAppAccount account, @Nullable AccountDetailRow stored, AccountDetails details, Instant startedAt) {
        if (stored == null || !ReadOrder.isReadCurrent(startedAt, stored.changedAt)) {
            return Uni.createFrom().voidItem();
        }
        return notifyOf(
                account.wabaId(), null, details.changesSince(stored), startedAt, account.id() + ":" + stored.readAt);
    }

    private Uni<Void> notifyOf(
            @Nullable WhatsAppAccount account,
            List<NumberOfSender> read,
            Map<String, NumberDetailRow> stored,
            Instant startedAt) {
        return Multi.createFrom()
                .iterable(read)
                .onItem()
                .transformToUniAndConcatenate(
                        number -> notifyOf(account, number, stored.get(number.phoneNumberId()), startedAt))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> notifyOf(
            @Nullable WhatsAppAccount account,
            NumberOfSender number,
            @Nullable NumberDetailRow stored,
            Instant startedAt) {
        if (stored == null || !ReadOrder.isReadCurrent(startedAt, stored.changedAt)) {
            return Uni.createFrom().voidItem();
        }
        var latest = Objects.toString(stored.readAt) + ":" + stored.changedAt;
        return notifyOf(
                account == null ? null : account.wabaId(),
                number.sender().identity(),
                number.details().changesSince(stored),
                startedAt,
                number.sender().id() + ":" + latest);
    }

    private Uni<Void> notifyOf(
            @Nullable String wabaId, @Nullable String identity, List<Change> changes, Instant at, String observation) {
        var channel = channels.named(WhatsAppNames.CHANNEL.value());
        return changes.isEmpty() || channel.isEmpty()
                ? Uni.createFrom().voidItem()
                : events.accept(channel.get(), new Changed(wabaId, identity, at, changes, observation));
    }

    private static void store(AccountDetailRow row, AccountDetails details, Instant startedAt) {
        if (ReadOrder.isReadCurrent(startedAt, row.changedAt)) {
            details.writeTo(row);
            row.readAt = startedAt;
        }
    }

    private static void store(NumberDetailRow row, NumberDetails details, Instant startedAt) {
        if (ReadOrder.isReadCurrent(startedAt, row.changedAt)) {
            details.writeTo(row);
            row.readAt = startedAt;
        }
    }
}
