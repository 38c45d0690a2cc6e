package io.parley.template.api;

import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.entities.Sessions;
import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.parley.runtime.problem.Problems;
import io.parley.template.store.StoredLocalizations;
import io.parley.template.store.StoredTemplates;
import io.parley.template.store.TemplateRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Shows templates: three queries for a page, whatever its size. */
@ApplicationScoped
class ReadTemplates {
    private final StoredTemplates templates;
    private final StoredLocalizations localizations;
    private final TemplateResponses responses;

    ReadTemplates(StoredTemplates templates, StoredLocalizations localizations, TemplateResponses responses) {
        this.templates = templates;
        this.localizations = localizations;
        this.responses = responses;
    }

    Uni<Paged<List<WhatsAppTemplateResponse>>> list(WhatsAppAccount account, Page page) {
        return Sessions.read(() -> templates.page(account.id(), page).chain(this::withLocalizations));
    }

    Uni<WhatsAppTemplateResponse> read(WhatsAppAccount account, String name) {
        return Sessions.read(() -> existing(account, name)
                .chain(template -> localizations.of(template.id).map(rows -> responses.template(template, rows))));
    }

    Uni<Paged<List<LocalizationResponse>>> localizations(WhatsAppAccount account, String name, Page page) {
        return Sessions.read(() -> existing(account, name)
                .chain(template -> localizations.page(template.id, page))
                .map(found -> found.map(responses::localizations)));
    }

    private Uni<Paged<List<WhatsAppTemplateResponse>>> withLocalizations(Paged<List<TemplateRow>> page) {
        return localizations
                .ofAll(page.body().stream().map(row -> row.id).toList())
                .map(found -> page.map(rows -> rows.stream()
                        .map(row -> responses.template(row, found.getOrDefault(row.id, List.of())))
                        .toList()));
    }

    private Uni<TemplateRow> existing(WhatsAppAccount account, String name) {
        return templates
                .byName(account.id(), name)
                .onItem()
                .ifNull()
                .failWith(() -> Problems.unknown("Template unknown"));
    }
}
