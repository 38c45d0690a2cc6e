package io.parley.sandbox;

import io.parley.web.WebFile;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The page of the phones at {@code /}, and its scripts and styles below {@code /web/}. */
final class PhonePage {
    /** Path prefix of scripts and styles. */
    static final String FILES = "/web/";

    /** The page loads from this server only, and runs no code from text. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
                    + "media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                    + "require-trusted-types-for 'script'; trusted-types lit-html";

    private static final byte[] PAGE = page();

    private PhonePage() {}

    private static byte[] page() {
        try (InputStream in = PhonePage.class.getResourceAsStream("/web/phones/index.html")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void handle(HttpServerRequest request) {
        if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
            request.response().setStatusCode(405).putHeader("Allow", "GET").end();
        } else if (request.path().equals("/")) {
            send(request, "text/html; charset=utf-8", PAGE);
        } else {
            WebFile.find(request.path().substring(FILES.length()))
                    .ifPresentOrElse(
                            file -> send(request, file),
                            () -> request.response().setStatusCode(404).end());
        }
    }

    private static void send(HttpServerRequest request, WebFile file) {
        var response = request.response().putHeader("ETag", file.tag());
        if (file.tag().equals(request.getHeader("If-None-Match"))) {
            secure(response).setStatusCode(304).end();
        } else {
            send(request, file.type(), file.bytes());
        }
    }

    private static void send(HttpServerRequest request, String type, byte[] content) {
        var response = secure(request.response()).putHeader("Content-Type", type);
        if (request.method() == HttpMethod.HEAD) {
            response.putHeader("Content-Length", Integer.toString(content.length))
                    .end();
        } else {
            response.end(Buffer.buffer(content));
        }
    }

    private static HttpServerResponse secure(HttpServerResponse response) {
        return response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cache-Control", "no-cache");
    }
}
