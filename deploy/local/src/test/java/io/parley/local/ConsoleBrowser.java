package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/** A browser that uses the console by the scenarios of {@code console-page.cjs}. Screenshots are kept. */
record ConsoleBrowser(NodeScript script, String url) implements AutoCloseable {

    /** Statuses of calls that a scenario expects to fail; the browser reports each as an error. */
    private static final String EXPECTED = ".*status of 40[14].*";

    static ConsoleBrowser start(Platform platform) throws Exception {
        Files.createDirectories(PreviewBrowser.SCREENSHOTS);
        var script = NodeScript.start("console-page.cjs", Chromium.path(), PreviewBrowser.SCREENSHOTS.toString());
        return new ConsoleBrowser(script, platform.endpoints().console());
    }

    /** The URL of a view. */
    String view(String path) {
        return url + "#/" + path;
    }

    /**
     * Runs a scenario on a page of its own. None causes another error in the console of the browser, and so no violation
     * of the policy, a request to another origin, or a serious finding of axe-core.
     */
    JsonNode run(String scenario, String key, Map<String, ?> more) throws Exception {
        var request = new HashMap<String, Object>(more);
        request.putAll(Map.of("scenario", scenario, "url", url, "key", key));
        var before = script.output("scenario").count();
        script.send(request);
        var line = ProductTeam.eventually(
                scenario,
                () -> script.output("scenario").skip(before).findFirst().orElse(null));
        assertEquals("", line.path("failure").asText(), line.toString());
        line.path("errors")
                .forEach(error -> assertEquals("", error.asText().replaceAll(EXPECTED, ""), line.toString()));
        assertEquals(0, line.path("outside").size(), line.toString());
        assertEquals(0, line.path("result").path("findings").size(), line.toString());
        return line.path("result");
    }

    @Override
    public void close() throws InterruptedException {
        script.close();
    }
}
