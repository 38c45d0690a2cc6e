package io.parley.verify.chart;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The installed alerts link to the runbooks of the repository that the values name. */
@Tag("observability")
class RunbookLinksTest {

    @TempDir
    Path folder;

    @Test
    void alertsLinkToTheRepository() {
        var text = Chart.ofRepository().copiedTo(folder).render("monitoring").text();

        assertTrue(text.contains(
                "runbook_url: https://git.example.com/parley/blob/main/deploy/runbooks/OutboxStuck.md\n"));
        assertFalse(text.contains("runbook_url: deploy/"));
    }
}
