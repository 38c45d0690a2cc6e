package io.parley.flow.preview;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The page that shows a Flow in a browser: {@code /flow-previews/{token}}, its content {@code …/{token}/flow}, and the
 * modules of common-web below {@code /flow-renderer/}. The page contains nothing of a Flow, so it is the same for all.
 */
public final class PreviewPage {
    /** Path of the pages, without the token. */
    public static final String PATH = "/flow-previews/";

    /** Path of the renderer's files. */
    public static final String FILES = "/flow-renderer/";

    public static final String HTML = "text/html; charset=utf-8";

    /**
     * Headers of a page and of its content. Scripts and styles come from this origin only, scripts may not create HTML from
     * text, and images are part of the Flow. The token is in the URL, so no referrer is sent, and nothing is cached or indexed.
     */
    public static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; base-uri"
                    + " 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script';"
                    + " trusted-types 'none'",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=()",
            "X-Robots-Tag",
            "noindex, nofollow",
            "Cache-Control",
            "no-store");

    private static final byte[] PAGE = read("index.html");
    private static final byte[] ENDED = read("ended.html");

    private PreviewPage() {}

    public static byte[] page() {
        return PAGE.clone();
    }

    /** The page in place of a preview that does not exist or has ended. */
    public static byte[] ended() {
        return ENDED.clone();
    }

    private static byte[] read(String name) {
        try (var stream = PreviewPage.class.getResourceAsStream("/flow-preview/" + name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
