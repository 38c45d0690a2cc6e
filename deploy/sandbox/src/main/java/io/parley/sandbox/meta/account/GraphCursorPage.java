package io.parley.sandbox.meta.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.meta.error.GraphRejection;
import io.parley.sandbox.web.HttpCall;
import io.parley.sandbox.web.Json;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list: {@code limit} entries (default 25, at most 100) after the entry of cursor {@code after}, or before
 * that of {@code before}. {@code next} is absent on the last page, {@code previous} on the first one.
 */
public final class GraphCursorPage {
    private static final int DEFAULT_LIMIT = 25;
    private static final int MAX_LIMIT = 100;

    private final HttpCall call;
    private final List<String> ids;
    private final int from;
    private final int to;
    private final int limit;

    private GraphCursorPage(HttpCall call, List<String> ids) {
        this.call = call;
        this.ids = ids;
        limit = limit(call.request());
        var before = call.request().getParam("before");
        if (before != null) {
            to = index(before);
            from = Math.max(0, to - limit);
        } else {
            var after = call.request().getParam("after");
            from = after == null ? 0 : index(after) + 1;
            to = Math.min(ids.size(), from + limit);
        }
    }

    /**
     * Returns the page that the call requests.
     *
     * @param ids ids of all entries, in order
     * @param entry returns the entry of an id
     */
    public static ObjectNode of(HttpCall call, List<String> ids, Function<String, JsonNode> entry) {
        return new GraphCursorPage(call, ids).json(entry);
    }

    private static int limit(HttpServerRequest request) {
        var text = request.getParam("limit");
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) == 0) {
            throw GraphRejection.badParameter("Param limit must be an integer greater than or equal to 1");
        }
        return Math.min(MAX_LIMIT, Integer.parseInt(text));
    }

    private int index(String cursor) {
        var index = ids.indexOf(id(cursor));
        if (index < 0) {
            throw GraphRejection.badParameter("Invalid cursors values provided");
        }
        return index;
    }

    private static String id(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String cursor(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode json(Function<String, JsonNode> entry) {
        var json = Json.MAPPER.createObjectNode();
        var data = json.putArray("data");
        var page = ids.subList(from, to);
        page.forEach(id -> data.add(entry.apply(id)));
        if (!page.isEmpty()) {
            addPaging(json.putObject("paging"), cursor(page.getFirst()), cursor(page.getLast()));
        }
        return json;
    }

    private void addPaging(ObjectNode paging, String before, String after) {
        paging.putObject("cursors").put("before", before).put("after", after);
        if (to < ids.size()) {
            paging.put("next", link("after", after));
        }
        if (from > 0) {
            paging.put("previous", link("before", before));
        }
    }

    /** Returns the URL of a neighbouring page, with the parameters of the call. */
    private String link(String direction, String cursor) {
        var request = call.request();
        var link = new StringBuilder("http://" + request.authority() + request.path() + "?limit=" + limit);
        request.params().forEach((name, value) -> {
            if (!List.of("limit", "after", "before").contains(name)) {
                link.append('&').append(encode(name)).append('=').append(encode(value));
            }
        });
        return link.append('&').append(direction).append('=').append(cursor).toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
