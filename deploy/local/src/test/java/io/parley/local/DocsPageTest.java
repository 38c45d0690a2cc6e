package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Opens {@code /docs} in a real browser through the front proxy. Without a browser the test fails with a hint. */
@ExtendWith(OnePlatform.class)
@Timeout(300)
@Tag("slow")
class DocsPageTest {

    private final Platform platform;

    DocsPageTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void messageIsSentFromThePage() throws Exception {
        var front = platform.endpoints().front();
        try (var browser = NodeScript.start(
                "docs-page.cjs",
                front,
                platform.credentials().apiKey(),
                Chromium.path(),
                LocalIdentities.SMS_NUMBER,
                "+4915120008803")) {
            var result = browser.await("errors");

            assertEquals("", result.path("failure").asText(), result.toString());
            assertEquals(0, result.path("errors").size(), result.toString());
            assertEquals(0, result.path("outside").size(), result.toString());
            assertEquals("202", result.path("status").asText(), result.toString());
            assertEquals(
                    front + "/conversations/v3/messages", result.path("url").asText());
            assertTrue(result.path("hint").asText().contains("Authorize"), result.toString());
            assertTrue(result.path("operator").asInt() > 20, result.toString());
        }
    }
}
