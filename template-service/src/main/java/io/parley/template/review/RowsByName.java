package io.parley.template.review;

import io.parley.template.store.LocalizationRow;
import io.parley.template.store.TemplateRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Templates of an account by their names, with their localizations. */
final class RowsByName {
    private final Map<String, TemplateRow> templates = new HashMap<>();
    private final Map<UUID, List<LocalizationRow>> localizations = new HashMap<>();

    static RowsByName of(Collection<TemplateRow> templates, Map<UUID, List<LocalizationRow>> localizations) {
        var rows = new RowsByName();
        templates.forEach(template -> {
            rows.add(template);
            rows.of(template).addAll(localizations.getOrDefault(template.id, List.of()));
        });
        return rows;
    }

    List<TemplateRow> templates() {
        return List.copyOf(templates.values());
    }

    Optional<TemplateRow> template(String name) {
        return Optional.ofNullable(templates.get(name));
    }

    /** The localizations of a template; the list may be changed. */
    List<LocalizationRow> of(TemplateRow template) {
        return localizations.computeIfAbsent(template.id, id -> new ArrayList<>());
    }

    void add(TemplateRow template) {
        templates.put(template.name, template);
    }

    void remove(TemplateRow template) {
        templates.remove(template.name);
        localizations.remove(template.id);
    }
}
