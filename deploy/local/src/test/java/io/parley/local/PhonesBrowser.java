package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/**
 * A browser that drives the phones of a sandbox by the scenarios of {@code phones-page.cjs}. Screenshots are kept.
 *
 * @param url URL of the sandbox
 */
record PhonesBrowser(NodeScript script, String url) implements AutoCloseable {
    /** The browser reports a file that the sandbox cannot load as an error. */
    private static final String NOT_LOADED = "Failed to load resource: the server responded with a status of 502";

    /** @param smscPort port of the sandbox's SMSC; 0 if no scenario sends short messages */
    static PhonesBrowser start(String url, int smscPort) throws Exception {
        Files.createDirectories(PreviewBrowser.SCREENSHOTS);
        var settings = new ObjectMapper()
                .writeValueAsString(Map.of(
                        "metaToken", LocalIdentities.META_TOKEN,
                        "numberId", LocalIdentities.WHATSAPP_PHONE_NUMBER_ID,
                        "viberToken", LocalIdentities.VIBER_TOKEN,
                        "smscPort", smscPort,
                        "smppSystemId", LocalIdentities.SMPP_SYSTEM_ID,
                        "smppPassword", LocalIdentities.SMPP_PASSWORD));
        return new PhonesBrowser(
                NodeScript.start("phones-page.cjs", Chromium.path(), PreviewBrowser.SCREENSHOTS.toString(), settings),
                url);
    }

    JsonNode run(String scenario) throws Exception {
        return run(scenario, Map.of());
    }

    /** Runs a scenario. It causes no error in the console, and so no violation of the policy, and loads from the sandbox only. */
    JsonNode run(String scenario, Map<String, ?> more) throws Exception {
        var line = report(scenario, more);
        for (var error : line.path("errors")) {
            assertEquals(true, error.asText().startsWith(NOT_LOADED), line.toString());
        }
        return line.path("result");
    }

    /** Like {@link #run}, but errors in the console are expected. */
    JsonNode report(String scenario, Map<String, ?> more) throws Exception {
        var request = new HashMap<String, Object>(Map.of("scenario", scenario, "url", url));
        request.putAll(more);
        var before = script.output("scenario").count();
        script.send(request);
        var line = ProductTeam.eventually(
                request.toString(),
                () -> script.output("scenario").skip(before).findFirst().orElse(null));
        assertEquals("", line.path("failure").asText(), line.toString());
        assertEquals(0, line.path("outside").size(), line.toString());
        return line;
    }

    @Override
    public void close() throws InterruptedException {
        script.close();
    }
}
