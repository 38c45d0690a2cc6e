package io.parley.sandbox.meta.template.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.web.Json;
import java.util.List;
import java.util.Optional;

/**
 * Changes templates as Meta does: the reads return the new values, and the matching webhook is sent. The methods return the
 * field of the webhook; empty if Meta sends none.
 */
final class SandboxTemplateChanges {
    private static final String NO_REASON = "NONE";
    private static final long HOUR_MS = 3_600_000L;
    private static final long DAY_MS = 24 * HOUR_MS;

    private final SandboxContext context;
    private final TemplateLibrary library;
    private final TemplateWebhooks webhooks;
    private final TemplateClock clock;

    SandboxTemplateChanges(
            SandboxContext context, TemplateLibrary library, TemplateWebhooks webhooks, TemplateClock clock) {
        this.context = context;
        this.library = library;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    Optional<String> approve(SandboxTemplate template) {
        template.setStatus(SandboxTemplate.APPROVED, clock.now());
        template.everApproved = true;
        count("approved");
        return webhooks.status(template, "APPROVED", NO_REASON, null);
    }

    /** @param info rejection_info of INVALID_FORMAT, with reason and recommendation; null for none */
    Optional<String> reject(SandboxTemplate template, String reason, ObjectNode info) {
        template.setStatus("REJECTED", clock.now());
        template.rejectedReason = reason;
        count("rejected");
        var more = Json.MAPPER.createObjectNode();
        if (info != null) {
            more.set("rejection_info", info);
        }
        return webhooks.status(template, "REJECTED", reason, more);
    }

    /** Pauses for 3 hours, the second time for 6 hours; the third time disables the template. */
    Optional<String> pause(SandboxTemplate template) {
        return switch (++template.pauses) {
            case 1 -> pause(template, "FIRST_PAUSE", 3);
            case 2 -> pause(template, "SECOND_PAUSE", 6);
            default -> disable(template);
        };
    }

    private Optional<String> pause(SandboxTemplate template, String title, int hours) {
        template.setStatus("PAUSED", clock.now());
        var version = template.version;
        clock.after(hours * HOUR_MS, () -> {
            if (template.version == version) {
                unpause(template);
            }
        });
        var sentence = "Your WhatsApp message template has been paused for " + hours + " hours.";
        return webhooks.status(template, "PAUSED", NO_REASON, otherInfo(title, sentence));
    }

    Optional<String> unpause(SandboxTemplate template) {
        template.setStatus(SandboxTemplate.APPROVED, clock.now());
        return webhooks.status(
                template,
                "APPROVED",
                NO_REASON,
                otherInfo("UNPAUSE", "Your WhatsApp message template has been unpaused."));
    }

    private static ObjectNode otherInfo(String title, String description) {
        var more = Json.MAPPER.createObjectNode();
        more.putObject("other_info").put("title", title).put("description", description);
        return more;
    }

    Optional<String> disable(SandboxTemplate template) {
        template.setStatus("DISABLED", clock.now());
        var more = otherInfo("DISABLED", "Your WhatsApp message template has been disabled.");
        more.putObject("disable_info").put("disable_date", clock.seconds());
        return webhooks.status(template, "DISABLED", NO_REASON, more);
    }

    Optional<String> reinstate(SandboxTemplate template) {
        template.flagged = false;
        template.setStatus(SandboxTemplate.APPROVED, clock.now());
        return webhooks.status(template, "REINSTATED", NO_REASON, null);
    }

    Optional<String> flag(SandboxTemplate template) {
        template.flagged = true;
        return webhooks.status(template, "FLAGGED", NO_REASON, null);
    }

    Optional<String> lock(SandboxTemplate template) {
        template.locked = true;
        return webhooks.status(
                template,
                "LOCKED",
                NO_REASON,
                otherInfo("RATE_LIMITING_PAUSE", "Your WhatsApp message template cannot be edited."));
    }

    /** Unlocks a template. Meta documents no event for it. */
    Optional<String> unlock(SandboxTemplate template) {
        template.locked = false;
        return Optional.empty();
    }

    Optional<String> appeal(SandboxTemplate template) {
        template.setStatus("IN_APPEAL", clock.now());
        return webhooks.status(template, "IN_APPEAL", NO_REASON, null);
    }

    Optional<String> exceedLimit(SandboxTemplate template) {
        template.setStatus("LIMIT_EXCEEDED", clock.now());
        return webhooks.status(template, "LIMIT_EXCEEDED", NO_REASON, null);
    }

    /** Archives a template. Meta deletes it 28 days later. */
    Optional<String> archive(SandboxTemplate template) {
        template.statusBefore = template.status;
        template.setStatus("ARCHIVED", clock.now());
        var version = template.version;
        clock.after(28 * DAY_MS, () -> {
            if (template.version == version) {
                end(template);
            }
        });
        return webhooks.status(template, "ARCHIVED", NO_REASON, null);
    }

    Optional<String> unarchive(SandboxTemplate template) {
        template.setStatus(template.statusBefore, clock.now());
        return webhooks.status(template, "UNARCHIVED", NO_REASON, null);
    }

    /**
     * Deletes a template: one that was approved is PENDING_DELETION for the time of the plan, others are deleted at once.
     *
     * @param everyLanguage whether the name is deleted: its lock then holds for every language
     */
    Optional<String> delete(SandboxTemplate template, boolean everyLanguage) {
        count("deleted");
        if (!template.everApproved) {
            return end(template);
        }
        library.lockName(template, everyLanguage ? null : template.language, clock.now());
        template.setStatus("PENDING_DELETION", clock.now());
        var delay = context.faults()
                .next("templates")
                .within(context.faults().plan().templates().deletionMs(), "deletion");
        clock.after(delay, () -> end(template));
        return webhooks.status(template, "PENDING_DELETION", null, null);
    }

    private Optional<String> end(SandboxTemplate template) {
        template.setStatus("DELETED", clock.now());
        library.remove(template);
        return webhooks.status(template, "DELETED", null, null);
    }

    /** @param reasons why the quality is YELLOW or RED; the webhook does not contain them */
    Optional<String> setQuality(SandboxTemplate template, String score, List<String> reasons) {
        var previous = template.quality;
        template.quality = score;
        template.qualityReasons = List.copyOf(reasons);
        template.qualityDate = clock.seconds();
        return webhooks.quality(template, previous);
    }

    /** Sets the category of all languages of the template's name, which have the same one. Each has its own webhook. */
    Optional<String> setCategory(SandboxTemplate template, String category) {
        return library.of(template.wabaId).stream()
                .filter(other -> other.name.equals(template.name) && !other.category.equals(category))
                .map(other -> setOneCategory(other, category))
                .flatMap(Optional::stream)
                .toList()
                .stream()
                .findFirst();
    }

    /** Announces a category, which the template gets 24 hours later. */
    Optional<String> announceCategory(SandboxTemplate template, String category) {
        template.correctCategory = category;
        clock.after(DAY_MS, () -> {
            if (category.equals(template.correctCategory)) {
                setCategory(template, category);
            }
        });
        return webhooks.categoryNotice(template, clock.seconds() + DAY_MS / 1_000);
    }

    private Optional<String> setOneCategory(SandboxTemplate template, String category) {
        template.previousCategory = template.category;
        template.category = category;
        template.correctCategory = null;
        template.updatedAt = clock.now();
        return webhooks.category(template);
    }

    private void count(String name) {
        context.counters().add("templates", name, 1);
    }
}
