package io.parley.template.api;

import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.entities.Sessions;
import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.parley.runtime.problem.Problems;
import io.parley.template.store.LocalizationView;
import io.parley.template.store.StoredLocalizations;
import io.parley.template.store.StoredTemplates;
import io.parley.template.store.TemplatePages;
import io.parley.template.store.TemplateRow;
import io.parley.template.store.TemplateView;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Shows templates: one query for a page, whatever its size. */
@ApplicationScoped
class ReadTemplates {
    private final TemplatePages pages;
    private final StoredTemplates templates;
    private final StoredLocalizations localizations;
    private final TemplateResponses responses;

    ReadTemplates(
            TemplatePages pages,
            StoredTemplates templates,
            StoredLocalizations localizations,
            TemplateResponses responses) {
        this.pages = pages;
        this.templates = templates;
        this.localizations = localizations;
        this.responses = responses;
    }

    Uni<Paged<List<WhatsAppTemplateResponse>>> list(WhatsAppAccount account, Page page) {
        return pages.page(account.id(), page)
                .map(found -> found.map(
                        templates -> templates.stream().map(responses::template).toList()));
    }

    Uni<WhatsAppTemplateResponse> read(WhatsAppAccount account, String name) {
        return Sessions.read(() -> existing(account, name).chain(template -> localizations
                .of(template.id)
                .map(rows -> responses.template(TemplateView.of(template, rows)))));
    }

    Uni<Paged<List<LocalizationResponse>>> localizations(WhatsAppAccount account, String name, Page page) {
        return Sessions.read(() -> existing(account, name)
                .chain(template -> localizations.page(template.id, page))
                .map(found -> found.map(rows -> responses.localizations(
                        rows.stream().map(LocalizationView::of).toList()))));
    }

    private Uni<TemplateRow> existing(WhatsAppAccount account, String name) {
        return templates
                .byName(account.id(), name)
                .onItem()
                .ifNull()
                .failWith(() -> Problems.unknown("Template unknown"));
    }
}
