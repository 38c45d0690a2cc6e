package io.parley.template.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.parley.template.command.PlannedChange.AddLocalization;
import io.parley.template.command.PlannedChange.Create;
import io.parley.template.command.PlannedChange.Delete;
import io.parley.template.command.PlannedChange.Drift;
import io.parley.template.command.PlannedChange.Edit;
import io.parley.template.command.PlannedChange.Impossible;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the differences of a plan as metrics, so that drift between files and account can raise an alert: a command
 * cannot be scraped, but the node exporter publishes files.
 *
 * @see <a href="https://github.com/prometheus/node_exporter#textfile-collector">Textfile collector</a>
 */
final class PlanMetrics {
    private static final Map<String, Class<? extends PlannedChange>> KINDS = kinds();

    private PlanMetrics() {}

    /** Replaces the file; its readers see either the old or the new content. */
    static void write(TemplatePlan plan, String account, Instant now, Path file) {
        var metrics = new StringBuilder("""
                # HELP parley_template_differences Differences between template files and a WhatsApp account, by kind.
                # TYPE parley_template_differences gauge
                """);
        KINDS.forEach(
                (name, kind) -> metrics.append("parley_template_differences{whatsapp_account=\"%s\",kind=\"%s\"} %d%n"
                        .formatted(account, name, plan.of(kind).size())));
        metrics.append("""
                # HELP parley_template_comparison_timestamp_seconds Time of the comparison.
                # TYPE parley_template_comparison_timestamp_seconds gauge
                parley_template_comparison_timestamp_seconds{whatsapp_account="%s"} %d
                """.formatted(account, now.getEpochSecond()));
        try {
            var written = Files.createTempFile(file.toAbsolutePath().getParent(), ".templates", ".tmp");
            Files.write(written, metrics.toString().getBytes(UTF_8));
            Files.move(written, file, ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CommandFailure("The metrics cannot be written to " + file + ": " + e.getMessage());
        }
    }

    private static Map<String, Class<? extends PlannedChange>> kinds() {
        var kinds = new LinkedHashMap<String, Class<? extends PlannedChange>>();
        kinds.put("create", Create.class);
        kinds.put("add_localization", AddLocalization.class);
        kinds.put("edit", Edit.class);
        kinds.put("delete", Delete.class);
        kinds.put("drift", Drift.class);
        kinds.put("impossible", Impossible.class);
        return kinds;
    }
}
