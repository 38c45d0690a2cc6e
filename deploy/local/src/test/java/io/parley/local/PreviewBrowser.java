package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A browser that drives previews of Flows by the scenarios of {@code flow-preview.cjs}. Screenshots are kept. */
final class PreviewBrowser implements AutoCloseable {
    static final Path SCREENSHOTS = Path.of(System.getProperty("parley.home"), "deploy/local/target/screenshots");
    static final Path FLOWS = Path.of(System.getProperty("parley.home"), "deploy/local/src/test/resources/flows");

    private final NodeScript script;

    private PreviewBrowser(NodeScript script) {
        this.script = script;
    }

    static PreviewBrowser start() throws Exception {
        Files.createDirectories(SCREENSHOTS);
        return new PreviewBrowser(NodeScript.start("flow-preview.cjs", Chromium.path(), SCREENSHOTS.toString()));
    }

    /** Runs a scenario on a page of its own. */
    JsonNode run(String scenario, String url) throws Exception {
        return result(Map.of("scenario", scenario, "url", url));
    }

    /** Waits until the page of the URL shows the text, without loading it again. */
    JsonNode awaitText(String url, String expected) throws Exception {
        return result(Map.of("scenario", "text", "keep", url, "url", url, "expected", expected));
    }

    /** No scenario causes an error in the console, and so no violation of the policy, or a request to another origin. */
    private JsonNode result(Map<String, String> request) throws Exception {
        var before = script.output("scenario").count();
        script.send(request);
        var line = ProductTeam.eventually(
                request.toString(),
                () -> script.output("scenario").skip(before).findFirst().orElse(null));
        assertEquals("", line.path("failure").asText(), line.toString());
        assertEquals(0, line.path("errors").size(), line.toString());
        assertEquals(0, line.path("outside").size(), line.toString());
        return line.path("result");
    }

    @Override
    public void close() throws InterruptedException {
        script.close();
    }
}
