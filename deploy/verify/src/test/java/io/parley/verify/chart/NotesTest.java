package io.parley.verify.chart;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads after an installation: the next commands, and what is missing before production. */
@Tag("static")
class NotesTest {
    private static final String MISSING = "Before production";

    @TempDir
    static Path folder;

    private static Chart chart;

    /** Notes are not part of what {@code helm template} prints, so a resource of the copy contains them. */
    @BeforeAll
    static void copy() throws IOException {
        chart = Chart.ofRepository().copiedTo(folder);
        Files.writeString(
                chart.path("templates/_notes.tpl"),
                "{{ define \"notes\" }}" + chart.text("templates/NOTES.txt") + "{{ end }}");
        Files.writeString(
                chart.path("templates/notes.yaml"), "kind: Notes\ntext: |\n  {{- include \"notes\" . | nindent 2 }}\n");
    }

    @Test
    void productionLacksNothing() {
        var notes = notes("ha", Map.of("routes.kind", "ingress", "routes.hostnames[0]", "api.example.com"));

        assertFalse(notes.contains(MISSING), notes);
        assertTrue(notes.contains("API:       https://api.example.com/conversations/v3"), notes);
        assertTrue(notes.contains("helm test parley -n parley"), notes);
        assertTrue(notes.contains("get secret parley-operator -o jsonpath='{.data.operator-key}'"), notes);
    }

    @Test
    void whatIsMissingIsNamed() {
        var notes = notes("minimal", Map.of("networkPolicy.enabled", false));

        for (var missing : List.of(
                "operator.existingSecret: without a key",
                "publicUrl: URLs in callbacks",
                "routes.kind: nothing outside the cluster",
                "database.tls.mode is disable",
                "kafka.securityProtocol is PLAINTEXT",
                "networkPolicy.enabled: pods accept",
                "components.flow has a single pod")) {
            assertTrue(notes.contains("  - " + missing), () -> missing + " is not in " + notes);
        }
    }

    @Test
    void aTrialIsNamed() {
        assertTrue(notes("trial", Map.of()).contains("no message reaches a real network"));
    }

    private static String notes(String preset, Map<String, ?> overrides) {
        return chart.render(preset, Chart.NEWEST_KUBERNETES, overrides)
                .all("Notes")
                .findFirst()
                .orElseThrow()
                .json()
                .path("text")
                .asText();
    }
}
