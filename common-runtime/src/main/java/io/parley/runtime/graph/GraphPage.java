package io.parley.runtime.graph;

import static io.parley.runtime.json.ProviderJson.elements;
import static io.parley.runtime.json.ProviderJson.scalar;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list of the Graph API.
 *
 * @param items elements of {@code data}
 * @param next cursor of the next page; empty after the last one
 */
public record GraphPage(List<JsonNode> items, Optional<String> next) {
    public GraphPage {
        items = List.copyOf(items);
    }

    /**
     * Reads a response.
     *
     * @param after cursor of the page before; null for the first page. If Meta returns it again, the page is the last
     */
    public static GraphPage of(JsonNode list, @Nullable String after) {
        var paging = list.path("paging");
        var next = paging.hasNonNull("next")
                ? scalar(paging.path("cursors").path("after")).filter(cursor -> !cursor.equals(after))
                : Optional.<String>empty();
        return new GraphPage(elements(list.path("data")), next);
    }
}
