package io.parley.template.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.graph.GraphCalls;
import io.parley.runtime.graph.GraphPage;
import io.parley.runtime.graph.GraphTokens;
import io.parley.runtime.http.ProviderClients;
import io.parley.template.content.TemplateLanguages;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the Graph API about templates. Each returns Meta's JSON, or fails with a {@link
 * io.parley.runtime.graph.GraphFailure}; none is repeated here.
 */
@Singleton
public class GraphTemplates {
    /** Pages of templates whose names contain a name; beyond them a template counts as unknown. */
    private static final int MAX_PAGES = 20;

    private final GraphTokens access;
    private final GraphCalls calls;
    private final MessageTemplatesApi api;

    GraphTemplates(GraphTokens access, GraphCalls calls) {
        this.access = access;
        this.calls = calls;
        this.api = ProviderClients.client(
                MessageTemplatesApi.class, access.settings().baseUrl(), access.settings());
    }

    /** Creates a template in one language. Returns {@code id}, {@code status} and {@code category}. */
    public Uni<JsonNode> create(WhatsAppAccount account, JsonNode template) {
        return calls.result("template submission", api.create(access.node(account), template));
    }

    /** @param templateId Meta's id of the template in one language */
    public Uni<JsonNode> edit(WhatsAppAccount account, String templateId, JsonNode changes) {
        return calls.changed("template edit", api.edit(access.node(account, templateId), changes));
    }

    /** Deletes a template in one language. */
    public Uni<JsonNode> delete(WhatsAppAccount account, String name, String templateId) {
        return calls.changed("template deletion", api.delete(access.node(account), templateId, name));
    }

    /**
     * Returns one page of Meta's list, with an item for each name and language.
     *
     * @param after cursor of the page before; null for the first page
     */
    public Uni<GraphPage> page(WhatsAppAccount account, @Nullable String after) {
        return list(account, TemplateFilter.after(after), after);
    }

    /**
     * Looks up a template in one language.
     *
     * @param language in Meta's spelling
     */
    public Uni<Optional<JsonNode>> find(WhatsAppAccount account, String name, String language) {
        return find(account, name, language, null, 1);
    }

    private Uni<Optional<JsonNode>> find(
            WhatsAppAccount account, String name, String language, @Nullable String after, int page) {
        return list(account, TemplateFilter.named(name, after), after).chain(found -> {
            var match = found.items().stream()
                    .filter(template -> isNamed(template, name, language))
                    .findFirst();
            return match.isPresent() || found.next().isEmpty() || page == MAX_PAGES
                    ? Uni.createFrom().item(match)
                    : find(account, name, language, found.next().get(), page + 1);
        });
    }

    private static boolean isNamed(JsonNode template, String name, String language) {
        return template.path("name").asText().equals(name)
                && TemplateLanguages.meta(template.path("language").asText()).equals(language);
    }

    private Uni<GraphPage> list(WhatsAppAccount account, TemplateFilter filter, @Nullable String after) {
        return calls.result("templates", api.list(access.node(account), filter)).map(list -> GraphPage.of(list, after));
    }
}
