package io.parley.messaging.channel.whatsapp.account;

import io.parley.messaging.channel.ChannelEvent.Change;
import io.parley.messaging.channel.ChannelEvent.Changed;
import io.parley.messaging.channel.whatsapp.graph.WhatsAppNames;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.graph.ReadOrder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Stores what Meta's webhooks report about accounts and numbers. */
@ApplicationScoped
public class ApplyAccountChange {
    private final Directory directory;
    private final AccountDetailRows accounts;
    private final NumberDetailRows numbers;
    private final RefreshSchedule schedule;
    private final InstantSource time;

    ApplyAccountChange(
            Directory directory,
            AccountDetailRows accounts,
            NumberDetailRows numbers,
            RefreshSchedule schedule,
            InstantSource time) {
        this.directory = directory;
        this.accounts = accounts;
        this.numbers = numbers;
        this.schedule = schedule;
        this.time = time;
    }

    /**
     * Does nothing for an account or number that is not ours, nor for a change that {@link RefreshAccount} observed,
     * which stores what it read.
     */
    public Uni<Void> apply(Changed changed) {
        return changed.isObserved() ? Uni.createFrom().voidItem() : store(notInFuture(changed));
    }

    /** A time in the future would keep later values from being stored. */
    private Changed notInFuture(Changed changed) {
        var now = time.instant();
        return changed.at().isAfter(now)
                ? new Changed(changed.account(), changed.identity(), now, changed.changes())
                : changed;
    }

    private Uni<Void> store(Changed changed) {
        if (changed.identity() != null) {
            return directory
                    .sender(WhatsAppNames.CHANNEL, changed.identity())
                    .map(sender -> numberChanged(sender.providerId(), changed))
                    .orElseGet(() -> Uni.createFrom().voidItem());
        }
        return Optional.ofNullable(changed.account())
                .flatMap(directory::whatsAppAccountByWabaId)
                .map(account -> accountChanged(account.id(), changed))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> numberChanged(String phoneNumberId, Changed changed) {
        return numbers.upsert(phoneNumberId, () -> NumberDetailRow.of(phoneNumberId), row -> change(row, changed))
                .replaceWithVoid();
    }

    private static void change(NumberDetailRow row, Changed changed) {
        if (ReadOrder.isWebhookCurrent(changed.at(), row.changedAt, row.readAt)) {
            row.changedAt = changed.at();
            changed.changes().forEach(change -> change(row, change));
        }
    }

    private static void change(NumberDetailRow row, Change change) {
        switch (change.property()) {
            case "status" -> row.status = change.newValue();
            case "messagingTier" -> row.messagingTier = change.newValue();
            case "businessMessagingLimit" -> row.businessLimit = change.newValue();
            case "nameStatus" -> row.nameStatus = change.newValue();
            case "verifiedName" -> row.verifiedName = change.newValue();
            case "qualityRating" -> row.qualityRating = change.newValue();
            default -> {} // no customer sees it
        }
    }

    /** The account is read again, since such an event changes more than it names: a ban changes all its numbers. */
    private Uni<Void> accountChanged(UUID id, Changed changed) {
        return storeReview(id, changed).chain(() -> schedule.makeDue(id));
    }

    private Uni<Void> storeReview(UUID id, Changed changed) {
        return changed.changes().stream()
                .filter(change -> change.property().equals("accountReviewStatus"))
                .findFirst()
                .map(review -> accounts.upsert(id, () -> AccountDetailRow.of(id), row -> change(row, changed, review))
                        .replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static void change(AccountDetailRow row, Changed changed, Change review) {
        if (ReadOrder.isWebhookCurrent(changed.at(), row.changedAt, row.readAt)) {
            row.changedAt = changed.at();
            row.reviewStatus = review.newValue();
        }
    }
}
