package io.parley.template.store;

import io.parley.model.Topics;
import io.parley.model.fact.FactChange;
import io.parley.model.fact.TemplateFact;
import io.parley.runtime.outbox.OutboxRow;
import io.quarkus.logging.Log;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects what one transaction changes: history, and facts for the other services. */
public final class TemplateChange {
    private final Instant now;
    private final LocalizationFacts writer;
    private final TemplateTransitionMetrics metrics;
    private final List<HistoryRow> history = new ArrayList<>();
    private final List<OutboxRow> facts = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();

    TemplateChange(Instant now, LocalizationFacts writer, TemplateTransitionMetrics metrics) {
        this.now = now;
        this.writer = writer;
        this.metrics = metrics;
    }

    public Instant now() {
        return now;
    }

    /**
     * Records a new localization, after all its members are set.
     *
     * @param note for the history; null for none
     */
    public void created(TemplateRow template, LocalizationRow row, ChangeCause cause, @Nullable String note) {
        row.version = now.toEpochMilli();
        record(template, row, null, cause, note);
        publish(template, row, List.of());
    }

    /**
     * Alters a localization, and records what differs afterwards.
     *
     * @return whether something differs
     */
    public boolean alter(
            TemplateRow template, LocalizationRow row, ChangeCause cause, Consumer<LocalizationRow> alteration) {
        var before = LocalizationState.of(row);
        alteration.accept(row);
        var after = LocalizationState.of(row);
        if (after.equals(before)) {
            return false;
        }
        row.updatedAt = now;
        row.version = nextVersion(row);
        if (!after.hasSameStatus(before)) {
            record(template, row, before, cause, row.reason);
        }
        publish(template, row, after.changesSince(before, now));
        return true;
    }

    /** Publishes the unchanged state under a new version, so that it replaces whatever is on the topic. */
    void publishAgain(TemplateRow template, LocalizationRow row) {
        row.version = nextVersion(row);
        publish(template, row, List.of());
    }

    /** At least the clock's time, so that a template that is created again has a higher version than the old one. */
    private long nextVersion(LocalizationRow row) {
        return Math.max(row.version + 1, now.toEpochMilli());
    }

    /** Removes the localization from the topic. */
    public void forget(TemplateRow template, LocalizationRow row) {
        facts.add(OutboxRow.of(
                Topics.TEMPLATE_FACTS,
                writer.localization(template, row, List.of()).key(),
                null));
    }

    /** Publishes a fact about the whole account. */
    public void publish(TemplateFact.Inventory inventory) {
        facts.add(writer.row(inventory));
    }

    /** Withdraws the fact that all templates of the account are known. */
    public void withdrawInventory(UUID whatsAppAccountId) {
        facts.add(OutboxRow.of(Topics.TEMPLATE_FACTS, TemplateFact.Inventory.key(whatsAppAccountId), null));
    }

    /** Runs the action after the commit, even if the caller no longer waits. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    List<HistoryRow> history() {
        return history;
    }

    List<OutboxRow> facts() {
        return facts;
    }

    void committed() {
        afterCommit.forEach(Runnable::run);
    }

    private void record(
            TemplateRow template,
            LocalizationRow row,
            @Nullable LocalizationState before,
            ChangeCause cause,
            @Nullable String note) {
        var from = before == null ? null : before.status();
        var to = row.status;
        history.add(HistoryRow.of(row, from, cause, note, now));
        afterCommit.add(() -> metrics.count(from, to));
        afterCommit.add(() -> log(template, row, cause));
    }

    private static void log(TemplateRow template, LocalizationRow row, ChangeCause cause) {
        Log.infof(
                "template changed accountId=%s templateId=%s language=%s status=%s metaStatus=%s cause=%s",
                template.accountId, template.name, row.metaLanguage, row.status, row.metaStatus, cause);
    }

    private void publish(TemplateRow template, LocalizationRow row, List<FactChange> changes) {
        facts.add(writer.row(writer.localization(template, row, changes)));
    }
}
