package io.parley.messaging.notification;

import io.parley.messaging.callback.BusinessFacts;
import io.parley.messaging.callback.BusinessFacts.Entity;
import io.parley.messaging.channel.ChannelEvent.Change;
import io.parley.messaging.channel.ChannelEvent.Changed;
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

/** Tells customers what changed about their accounts, numbers and templates. */
@ApplicationScoped
public class NotifyBusiness {
    private static final String WHATSAPP = "whatsapp";

    /** Facts are read from their beginning, and told again; what is older was told, or is no news any more. */
    private static final Duration NEWS = Duration.ofDays(7);

    private final AccountChanges notices;
    private final InstantSource time;
    private final GroupCommit<List<AccountChange>, Boolean> commits =
            GroupCommit.named("business").lanes(1).splitOnFailure().on(this::add);

    NotifyBusiness(AccountChanges notices, InstantSource time) {
        this.notices = notices;
        this.time = time;
    }

    /**
     * Tells of what a provider said; answers whether any of it was new.
     *
     * @param eventId the provider's news by a name that is the same when it is repeated
     * @param traceparent trace to link to; null if none
     */
    public Uni<Boolean> publish(
            ChannelName channel, ChangedEntity subject, Changed changed, String eventId, String traceparent) {
        return commits.commit(changed.changes().stream()
                .map(change -> new BusinessFacts(
                        id(eventId, change),
                        subject.accountId(),
                        channel.value(),
                        subject.entity(),
                        change,
                        traceparent))
                .map(facts -> new AccountChange(facts, subject.name(), changed.at()))
                .toList());
    }

    /**
     * Tells of what changed about a template; answers whether any of it was new.
     *
     * @param traceparent trace to link to; null if none
     */
    public Uni<Boolean> publish(Localization template, String traceparent) {
        var news = time.instant().minus(NEWS);
        var entity = Entity.template(template.name(), template.whatsAppAccountId(), template.language());
        var notices = template.changes().stream()
                .filter(change -> change.at().isAfter(news))
                .map(change -> new BusinessFacts(
                        change.id(), template.accountId(), WHATSAPP, entity, published(change), traceparent))
                .map(facts -> new AccountChange(facts, null, template.at()))
                .toList();
        return notices.isEmpty() ? Uni.createFrom().item(false) : commits.commit(notices);
    }

    private static Change published(FactChange change) {
        return new Change(change.property(), change.oldValue(), change.newValue(), change.reason(), List.of());
    }

    private static UUID id(String eventId, Change change) {
        return UUID.nameUUIDFromBytes((eventId + " " + change.property()).getBytes(StandardCharsets.UTF_8));
    }

    private Uni<List<Boolean>> add(List<List<AccountChange>> batch) {
        return notices.add(batch.stream().flatMap(List::stream).toList())
                .map(fresh -> batch.stream().map(told -> anyOf(told, fresh)).toList());
    }

    /** Whether one of these was new; of repeats in one batch only the first is. */
    private static boolean anyOf(List<AccountChange> told, Set<UUID> fresh) {
        return told.stream().filter(notice -> fresh.remove(notice.id())).count() > 0;
    }
}
