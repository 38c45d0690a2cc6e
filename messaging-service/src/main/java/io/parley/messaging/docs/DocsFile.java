package io.parley.messaging.docs;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A file of the page at {@code /docs/}, cached in memory.
 *
 * @param tag entity tag of the content: browsers revalidate and reload only changed files
 */
record DocsFile(String type, Buffer bytes, String tag) {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final String PAGE = "/docs/";
    /** Unpacked from the library during the build. */
    private static final String SWAGGER_UI = "/docs/swagger-ui/";

    /**
     * All files by name.
     *
     * @param documents script that declares the available documents
     */
    static Map<String, DocsFile> all(String documents) {
        var files = new HashMap<String, DocsFile>();
        files.put("index.html", of("text/html; charset=utf-8", read(PAGE + "index.html")));
        files.put("page.css", of(STYLE, read(PAGE + "page.css")));
        files.put("page.js", of(SCRIPT, Buffer.buffer(documents).appendBuffer(read(PAGE + "page.js"))));
        files.put("swagger-ui.css", of(STYLE, read(SWAGGER_UI + "swagger-ui.css")));
        for (var name : new String[] {"swagger-ui-bundle.js", "swagger-ui-standalone-preset.js"}) {
            files.put(name, of(SCRIPT, read(SWAGGER_UI + name)));
        }
        return Collections.unmodifiableMap(files);
    }

    private static DocsFile of(String type, Buffer bytes) {
        var hash = DigestUtils.sha256(bytes.getBytes());
        return new DocsFile(type, bytes, "\"" + HexFormat.of().formatHex(hash, 0, 16) + "\"");
    }

    private static Buffer read(String resource) {
        try (var stream = DocsFile.class.getResourceAsStream(resource)) {
            return Buffer.buffer(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
