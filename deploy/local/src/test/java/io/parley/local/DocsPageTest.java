package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page at {@code /docs} in a real browser, through the front. Without a browser the test fails and says what to install. */
@ExtendWith(OnePlatform.class)
@Timeout(300)
class DocsPageTest {

    private final Platform platform;

    DocsPageTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void aMessageIsSentFromThePage() throws Exception {
        var front = platform.endpoints().front();
        try (var browser = NodeScript.start(
                "docs-page.cjs",
                front,
                platform.credentials().apiKey(),
                chromium(),
                LocalIdentities.SMS_NUMBER,
                "+4915120008803")) {
            var seen = browser.await("complaints");

            assertEquals("", seen.path("failure").asText(), seen.toString());
            assertEquals(0, seen.path("complaints").size(), seen.toString());
            assertEquals(0, seen.path("outside").size(), seen.toString());
            assertEquals("202", seen.path("status").asText(), seen.toString());
            assertEquals(front + "/conversations/v3/messages", seen.path("url").asText());
            assertTrue(seen.path("hint").asText().contains("Authorize"), seen.toString());
            assertTrue(seen.path("operator").asInt() > 20, seen.toString());
        }
    }

    private static String chromium() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(Path.of(folder)::resolve))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Chromium is missing, in which this test opens /docs: install the"
                        + " package chromium (Debian, Fedora, Arch, Homebrew) or google-chrome."));
    }
}
