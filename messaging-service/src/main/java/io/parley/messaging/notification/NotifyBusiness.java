package io.parley.messaging.notification;

import io.parley.messaging.callback.BusinessFacts;
import io.parley.messaging.callback.BusinessFacts.Entity;
import io.parley.messaging.channel.ChannelEvent.Change;
import io.parley.messaging.channel.ChannelEvent.Changed;
import io.parley.messaging.channel.ChannelKind;
import io.parley.messaging.channel.Channels;
import io.parley.model.ChannelName;
import io.parley.model.fact.FactChange;
import io.parley.model.fact.TemplateFact.Localization;
import io.parley.runtime.commit.GroupCommit;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Notifies customers of changes of their accounts, numbers and templates. */
@ApplicationScoped
public class NotifyBusiness {
    /**
     * Older changes are skipped: facts are replayed from the start of the topic, so they were reported or are obsolete.
     */
    private static final Duration MAX_AGE = Duration.ofDays(7);

    private final AccountChanges accountChanges;
    private final Channels channels;
    private final InstantSource time;
    private final GroupCommit<List<AccountChange>, Boolean> commits =
            GroupCommit.named("business").lanes(1).splitOnFailure().build(this::add);

    NotifyBusiness(AccountChanges accountChanges, Channels channels, InstantSource time) {
        this.accountChanges = accountChanges;
        this.channels = channels;
        this.time = time;
    }

    /**
     * Reports changes from a provider. Returns whether any of them is new.
     *
     * @param eventId id of the provider's event, the same if it is repeated
     * @param traceparent trace to link to; null if none
     */
    public Uni<Boolean> publish(
            ChannelName channel, ChangedEntity subject, Changed changed, String eventId, @Nullable String traceparent) {
        if (changed.changes().isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return commits.commit(changed.changes().stream()
                .map(change -> new BusinessFacts(
                        id(eventId, change),
                        subject.accountId(),
                        channel.value(),
                        subject.entity(),
                        change,
                        traceparent))
                .map(facts -> new AccountChange(facts, subject.name(), changed.at(), changed.isObserved()))
                .toList());
    }

    /**
     * Reports changes of a template. Returns whether any of them is new.
     *
     * @param traceparent trace to link to; null if none
     */
    public Uni<Boolean> publish(Localization template, @Nullable String traceparent) {
        var oldest = time.instant().minus(MAX_AGE);
        var entity = Entity.template(template.name(), template.whatsAppAccountId(), template.language());
        var channel = channelOfTemplates();
        var changes = template.changes().stream()
                .filter(change -> change.at().isAfter(oldest))
                .map(change -> new BusinessFacts(
                        change.id(), template.accountId(), channel, entity, change(change), traceparent))
                .map(facts -> new AccountChange(facts, null, template.at(), false))
                .toList();
        return changes.isEmpty() ? Uni.createFrom().item(false) : commits.commit(changes);
    }

    private String channelOfTemplates() {
        return channels.kinds().stream()
                .filter(ChannelKind::hasTemplates)
                .map(kind -> kind.name().value())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no channel has templates"));
    }

    private static Change change(FactChange change) {
        return new Change(change.property(), change.oldValue(), change.newValue(), change.reason(), List.of());
    }

    private static UUID id(String eventId, Change change) {
        return UUID.nameUUIDFromBytes((eventId + " " + change.property()).getBytes(StandardCharsets.UTF_8));
    }

    private Uni<List<Boolean>> add(List<List<AccountChange>> batch) {
        return accountChanges.add(batch.stream().flatMap(List::stream).toList()).map(fresh -> batch.stream()
                .map(changes -> anyOf(changes, fresh))
                .toList());
    }

    /** Whether one of these is new; of repeated changes in one batch only the first is. */
    private static boolean anyOf(List<AccountChange> changes, Set<UUID> fresh) {
        return changes.stream().filter(change -> fresh.remove(change.id())).count() > 0;
    }
}
