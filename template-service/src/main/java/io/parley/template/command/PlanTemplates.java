package io.parley.template.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.parley.runtime.command.CommandFailure;
import io.parley.template.command.PlannedChange.AddLocalization;
import io.parley.template.command.PlannedChange.Create;
import io.parley.template.command.PlannedChange.Delete;
import io.parley.template.command.PlannedChange.Drift;
import io.parley.template.command.PlannedChange.Edit;
import io.parley.template.command.PlannedChange.Impossible;
import io.parley.template.command.PlannedChange.Unchanged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares templates in files with those of an account, and plans what makes the account equal to the files. */
final class PlanTemplates {
    private static final String TTL = "messageSendTimeToLiveSeconds";
    private static final String LABEL = "userContext";
    private static final Set<String> DELETED = Set.of("DELETED", "DELETION_PENDING");

    private final boolean prune;
    private final List<PlannedChange> changes = new ArrayList<>();

    private PlanTemplates(boolean prune) {
        this.prune = prune;
    }

    /**
     * @param present the contract's {@code WhatsAppTemplateResponse} of each template of the account
     * @param prune whether templates without a file are deleted
     */
    static TemplatePlan plan(List<TemplateFile> files, List<JsonNode> present, boolean prune) {
        requireDistinctNames(files);
        var plan = new PlanTemplates(prune);
        var byName = present.stream()
                .collect(Collectors.toMap(PlanTemplates::name, template -> template, (a, b) -> a, LinkedHashMap::new));
        files.forEach(file -> plan.file(file, byName.remove(file.name())));
        byName.values().forEach(plan::withoutFile);
        return new TemplatePlan(List.copyOf(plan.changes));
    }

    private static void requireDistinctNames(List<TemplateFile> files) {
        var byName = new LinkedHashMap<String, TemplateFile>();
        for (var file : files) {
            var other = byName.put(file.name(), file);
            if (other != null) {
                throw new CommandFailure(other.file() + " and " + file.file() + " are the same template " + file.name()
                        + "; put all its localizations into one file.");
            }
        }
    }

    private static String name(JsonNode template) {
        return template.path("templateName").asText(template.path("templateId").asText());
    }

    private void file(TemplateFile file, @Nullable JsonNode template) {
        if (template == null || allAre(template, Set.of("DELETED"))) {
            changes.add(new Create(file));
        } else if (allAre(template, DELETED)) {
            changes.add(
                    new Impossible(file.name(), null, "is being deleted; its name is free again" + expiry(template)));
        } else {
            present(file, template);
        }
    }

    private static boolean allAre(JsonNode template, Set<String> states) {
        return template.path("localizations")
                .valueStream()
                .allMatch(localization -> states.contains(status(localization)));
    }

    private static String expiry(JsonNode template) {
        return template.path("localizations")
                .valueStream()
                .map(localization -> localization.path("expiresAt").asText())
                .filter(time -> !time.isEmpty())
                .max(String::compareTo)
                .map(time -> " at " + time)
                .orElse(" after 30 days");
    }

    private void present(TemplateFile file, JsonNode template) {
        var before = changes.size();
        var present = byLanguage(template);
        var isOtherCategory = !file.category().equals(template.path("category").asText());
        if (isOtherCategory && file.allowsCategoryChange()) {
            changes.add(new Drift(
                    file.name(),
                    null,
                    "has the category " + template.path("category").asText() + ", which Meta may choose"));
        }
        file.localizations().forEach(wanted -> {
            var existing = present.remove(language(wanted));
            if (existing == null) {
                changes.add(new AddLocalization(file.name(), wanted));
                return;
            }
            if (isOtherCategory && !file.allowsCategoryChange()) {
                category(file, existing, template.path("category").asText());
            }
            localization(file, wanted, existing);
        });
        present.values()
                .forEach(left -> changes.add(new Drift(
                        file.name(),
                        left.path("language").asText(),
                        "is not in the file; the API deletes whole templates only")));
        if (changes.size() == before) {
            changes.add(new Unchanged(file.name()));
        }
    }

    private void category(TemplateFile file, JsonNode existing, String category) {
        var change = JsonNodeFactory.instance.objectNode().put("category", file.category());
        changes.add(new Edit(
                file.name(),
                existing.path("language").asText(),
                change,
                List.of("- category: " + category, "+ category: " + file.category())));
    }

    private void localization(TemplateFile file, JsonNode wanted, JsonNode existing) {
        var language = existing.path("language").asText();
        var differences = ComponentDiff.lines(wanted.path("components"), existing.path("components"), file.category());
        if (!differences.isEmpty()) {
            changes.add(new Edit(file.name(), language, member("components", wanted), differences));
        } else if (Set.of("REJECTED", "SUBMIT_FAILED").contains(status(existing))) {
            changes.add(new Drift(file.name(), language, refused(existing)));
        }
        label(file, wanted, existing);
        if (wanted.has(TTL)
                && existing.has(TTL)
                && wanted.path(TTL).asLong() != existing.path(TTL).asLong()) {
            changes.add(new Impossible(
                    file.name(),
                    language,
                    TTL + " cannot be changed from " + existing.path(TTL) + " to " + wanted.path(TTL)
                            + "; submit a template with another name"));
        }
    }

    private static String refused(JsonNode localization) {
        var reason = localization
                .path("rejectionReason")
                .asText(localization.path("statusReason").asText());
        return "is " + status(localization) + (reason.isEmpty() ? "" : " (" + reason + ")")
                + "; change the file to submit it again";
    }

    private void label(TemplateFile file, JsonNode wanted, JsonNode existing) {
        var from = existing.path(LABEL).asText();
        var to = wanted.path(LABEL).asText();
        if (wanted.has(LABEL) && !from.equals(to)) {
            changes.add(new Edit(
                    file.name(),
                    existing.path("language").asText(),
                    member(LABEL, wanted),
                    List.of("- " + LABEL + ": " + from, "+ " + LABEL + ": " + to)));
        }
    }

    private static JsonNode member(String name, JsonNode from) {
        return JsonNodeFactory.instance.objectNode().set(name, from.path(name));
    }

    private void withoutFile(JsonNode template) {
        if (allAre(template, DELETED)) {
            return;
        }
        changes.add(
                prune
                        ? new Delete(name(template))
                        : new Drift(name(template), null, "is not in the files; --prune deletes it"));
    }

    /** Meta's {@code id} and the contract's {@code ID} are one language. */
    private static Map<String, JsonNode> byLanguage(JsonNode template) {
        var map = new LinkedHashMap<String, JsonNode>();
        template.path("localizations")
                .valueStream()
                .filter(localization -> !DELETED.contains(status(localization)))
                .forEach(localization -> map.put(language(localization), localization));
        return map;
    }

    private static String language(JsonNode localization) {
        var language = localization.path("language").asText();
        return language.equals("ID") ? "id" : language;
    }

    private static String status(JsonNode localization) {
        return localization.path("status").asText();
    }
}
