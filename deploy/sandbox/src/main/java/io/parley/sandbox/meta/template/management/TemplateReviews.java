package io.parley.sandbox.meta.template.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.web.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The review queue: new and edited templates, and appeals. A template is decided after the delay of the plan by {@link
 * ReviewDecision}, or waits for the control API: if the plan has {@code automaticReview} false at that time, or its name ends
 * in {@code _held}. A name that ends in {@code _rejected_scam} is rejected with that reason, whatever its content.
 */
final class TemplateReviews {
    /** Meta's reasons. */
    static final List<String> REASONS = List.of(
            "ABUSIVE_CONTENT", "INCORRECT_CATEGORY", "INVALID_FORMAT", "PROMOTIONAL", "SCAM", "TAG_CONTENT_MISMATCH");

    private static final Pattern MAGIC_REJECTION = Pattern.compile(".*_rejected(?:_([a-z_]+))?");

    private final SandboxContext context;
    private final TemplateLibrary library;
    private final SandboxTemplateChanges changes;
    private final TemplateClock clock;

    TemplateReviews(
            SandboxContext context, TemplateLibrary library, SandboxTemplateChanges changes, TemplateClock clock) {
        this.context = context;
        this.library = library;
        this.changes = changes;
        this.clock = clock;
    }

    /** Sets the template to PENDING and schedules the decision. */
    void submit(SandboxTemplate template) {
        template.setStatus(SandboxTemplate.PENDING, clock.now());
        var version = template.version;
        var delay = context.faults()
                .next("templates")
                .within(context.faults().plan().templates().reviewMs(), "review");
        clock.after(delay, () -> {
            if (template.version == version && isAutomatic(template)) {
                decide(template);
            }
        });
    }

    private boolean isAutomatic(SandboxTemplate template) {
        var plan = context.faults().plan().templates();
        return plan.automaticReview() && !(plan.magicNames() && template.name.endsWith("_held"));
    }

    private void decide(SandboxTemplate template) {
        var decision = magicReason(template.name)
                .map(reason -> new ReviewDecision(reason, null, null))
                .orElseGet(() -> ReviewDecision.of(template));
        if (decision.reason() == null) {
            changes.approve(template);
        } else if (decision.category() != null && template.allowCategoryChange) {
            changes.setCategory(template, decision.category());
            changes.approve(template);
        } else {
            changes.reject(template, decision.reason(), decision.info());
        }
    }

    private Optional<String> magicReason(String name) {
        var magic = MAGIC_REJECTION.matcher(name);
        if (!context.faults().plan().templates().magicNames() || !magic.matches()) {
            return Optional.empty();
        }
        var reason = magic.group(1) == null ? "INVALID_FORMAT" : magic.group(1).toUpperCase(Locale.ROOT);
        return Optional.of(reason).filter(REASONS::contains);
    }

    /** Returns the templates that wait for a decision, the oldest first. */
    ObjectNode queue() {
        var json = Json.MAPPER.createObjectNode();
        var list = json.putArray("templates");
        library.all().stream()
                .filter(template ->
                        template.status.equals(SandboxTemplate.PENDING) || template.status.equals("IN_APPEAL"))
                .sorted((one, other) -> Long.compare(one.updatedAt, other.updatedAt))
                .forEach(template -> list.add(template.fields()
                        .put("waba_id", template.wabaId)
                        .put("held", !isAutomatic(template) || template.status.equals("IN_APPEAL"))));
        return json;
    }
}
