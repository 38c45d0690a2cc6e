package io.parley.template.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.template.content.TemplateCategory;
import io.parley.template.content.TestComponents;
import io.parley.template.lifecycle.LocalizationStatus;
import io.parley.template.store.ChangeCause;
import io.parley.template.store.LocalizationRow;
import io.parley.template.store.TemplateRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Reviews in any order of arrival: the newest state, and only legal transitions. */
class ApplyReviewTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final List<String> DELETIONS = List.of("DELETED");

    private final ApplyReview apply = new ApplyReview(TestComponents.json(new ObjectMapper()));

    @Provide
    Arbitrary<List<String>> statuses() {
        return Arbitraries.of(
                        "PENDING",
                        "IN_APPEAL",
                        "APPROVED",
                        "REINSTATED",
                        "UNARCHIVED",
                        "FLAGGED",
                        "LOCKED",
                        "PAUSED",
                        "REJECTED",
                        "DISABLED",
                        "LIMIT_EXCEEDED",
                        "ARCHIVED",
                        "PENDING_DELETION",
                        "DELETED",
                        "NEW_ONE")
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Property(tries = 500)
    void theNewestWebhookWinsInAnyOrder(@ForAll("statuses") List<String> statuses, @ForAll Random random) {
        var updates = new ArrayList<ReviewUpdate>();
        for (var i = 0; i < statuses.size(); i++) {
            if (!DELETIONS.contains(statuses.get(i))) {
                updates.add(webhook(statuses.get(i), START.plusSeconds(i + 1)));
            }
        }
        if (updates.isEmpty()) {
            return;
        }
        var inOrder = row();
        updates.forEach(update -> apply.apply(template(), inOrder, update));
        var arrived = new ArrayList<>(updates);
        arrived.addAll(updates);
        Collections.shuffle(arrived, random);
        var shuffled = row();

        arrived.forEach(update -> apply.apply(template(), shuffled, update));

        assertEquals(updates.getLast().status(), shuffled.metaStatus);
        if (!"NEW_ONE".equals(updates.getLast().status())) {
            assertEquals(inOrder.status, shuffled.status);
        }
    }

    @Property(tries = 500)
    void everyTransitionIsLegal(
            @ForAll("statuses") List<String> statuses,
            @ForAll LocalizationStatus start,
            @ForAll boolean isDeletedHere) {
        var template = template();
        template.deletedAt = isDeletedHere ? START : null;
        var row = row();
        row.status = isDeletedHere ? LocalizationStatus.DELETION_PENDING : start;

        for (var i = 0; i < statuses.size(); i++) {
            var before = row.status;
            apply.apply(template, row, webhook(statuses.get(i), START.plusSeconds(i)));
            assertTrue(before == row.status || before.canBecome(row.status), before + " to " + row.status);
            assertTrue(
                    !isDeletedHere
                            || row.status == LocalizationStatus.DELETION_PENDING
                            || row.status == LocalizationStatus.DELETED,
                    row.status::name);
        }
    }

    private static ReviewUpdate webhook(String status, Instant at) {
        return new ReviewUpdate(ChangeCause.WEBHOOK, "1", status, null, null, null, List.of(), null, null, null, at);
    }

    private static TemplateRow template() {
        var account = new WhatsAppAccount(UUID.randomUUID(), UUID.randomUUID(), "1", "Shop", true, 1);
        return TemplateRow.of(account, "a_template", TemplateCategory.UTILITY, START);
    }

    private static LocalizationRow row() {
        return LocalizationRow.of(template(), "en", LocalizationStatus.PENDING, START);
    }
}
