package io.parley.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page at the root: its policy, and that every module that it loads exists and is small. */
class PhonePageTest {
    private static final Pattern LOADED =
            Pattern.compile("(?:href|src)=\"(/web/[^\"]+)\"|from '(\\.[^']+)'|import '(\\.[^']+)'");
    private static final int MAX_BYTES = 300 * 1024;

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + STAGE.sandbox().httpPort() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    @Test
    void pageHasAStrictPolicy() throws Exception {
        var page = get("/");

        assertEquals(200, page.statusCode());
        assertEquals(
                "text/html; charset=utf-8",
                page.headers().firstValue("content-type").orElse(""));
        var policy = page.headers().firstValue("content-security-policy").orElse("");
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self'"), policy);
        assertTrue(policy.endsWith("trusted-types lit-html"), policy);
        assertTrue(!page.body().contains("<script>") && !page.body().contains("style="), "nothing inline");
    }

    @Test
    void everyLoadedFileExistsAndThePageIsSmall() throws Exception {
        var files = new HashMap<String, Integer>();
        load("/", files);

        assertTrue(files.size() > 20, () -> files.keySet().toString());
        var bytes = files.values().stream().mapToInt(Integer::intValue).sum();
        assertTrue(bytes < MAX_BYTES, () -> bytes + " bytes of " + files);
    }

    private static void load(String path, Map<String, Integer> files) throws Exception {
        if (files.containsKey(path)) {
            return;
        }
        var file = get(path);
        assertEquals(200, file.statusCode(), path);
        files.put(path, file.body().length());
        if (path.endsWith(".css")) {
            return;
        }
        for (var found : LOADED.matcher(file.body()).results().toList()) {
            var target =
                    found.group(1) != null ? found.group(1) : found.group(2) != null ? found.group(2) : found.group(3);
            load(URI.create(path).resolve(target).toString(), files);
        }
    }

    @Test
    void unchangedFileIsNotSentAgain() throws Exception {
        var tag = get("/web/phones/page.js").headers().firstValue("etag").orElseThrow();

        assertEquals(304, get("/web/phones/page.js", "If-None-Match", tag).statusCode());
        assertEquals(404, get("/web/phones/none.js").statusCode());
        assertEquals(404, get("/web/../openapi.json").statusCode());
        assertEquals(405, STAGE.post("/", "").status());
    }
}
