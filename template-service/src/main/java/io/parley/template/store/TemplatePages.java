package io.parley.template.store;

import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.parley.runtime.sql.SqlRow;
import io.parley.runtime.sql.SqlRows;
import io.parley.runtime.sql.SqlStatement;
import io.parley.template.content.TemplateCategory;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/**
 * Pages of an account's templates, each read by one statement. Not entities: a page has hundreds of localizations, of which
 * nothing is changed (ADR 0018).
 */
@Singleton
public class TemplatePages {
    private static final SqlStatement PAGE = SqlStatement.file(TemplatePages.class, "store/template-page.sql")
            .parameters("account", "size", "offset")
            .load();

    private final Pool pool;

    TemplatePages(Pool pool) {
        this.pool = pool;
    }

    /** One page, ordered by name, with all localizations of its templates. */
    public Uni<Paged<List<TemplateView>>> page(UUID whatsAppAccountId, Page page) {
        return PAGE.with("account", whatsAppAccountId)
                .with("size", page.size())
                .with("offset", page.offset())
                .execute(pool)
                .map(rows -> new Paged<>(
                        templates(whatsAppAccountId, rows), page, rows.first().bigint("total")));
    }

    /** The rows of a template follow each other. */
    private static List<TemplateView> templates(UUID whatsAppAccountId, SqlRows rows) {
        var templates = new LinkedHashMap<String, TemplateView>();
        for (var row : rows) {
            if (!row.isNull("name")) {
                var template = templates.computeIfAbsent(row.text("name"), name -> template(whatsAppAccountId, row));
                if (!row.isNull("language")) {
                    template.localizations().add(LocalizationView.of(row));
                }
            }
        }
        return List.copyOf(templates.values());
    }

    private static TemplateView template(UUID whatsAppAccountId, SqlRow row) {
        return new TemplateView(
                whatsAppAccountId,
                row.text("name"),
                TemplateCategory.valueOf(row.text("template_category")),
                new ArrayList<>());
    }
}
