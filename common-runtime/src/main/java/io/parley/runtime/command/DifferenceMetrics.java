package io.parley.runtime.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * Writes the differences of a plan as metrics, so that drift between files and account can raise an alert: a command
 * cannot be scraped, but the node exporter publishes files.
 *
 * @param subject what is compared: {@code template}, {@code flow}
 * @see <a href="https://github.com/prometheus/node_exporter#textfile-collector">Textfile collector</a>
 */
public record DifferenceMetrics(String subject) {

    /**
     * Replaces the file; its readers see either the old or the new content.
     *
     * @param differences number of differences by kind, in order
     */
    public void write(Map<String, Integer> differences, String account, Instant now, Path file) {
        var metrics = new StringBuilder("""
                # HELP parley_%1$s_differences Differences between %1$s files and a WhatsApp account, by kind.
                # TYPE parley_%1$s_differences gauge
                """.formatted(subject));
        differences.forEach(
                (kind, number) -> metrics.append("parley_%s_differences{whatsapp_account=\"%s\",kind=\"%s\"} %d%n"
                        .formatted(subject, account, kind, number)));
        metrics.append("""
                # HELP parley_%1$s_comparison_timestamp_seconds Time of the comparison.
                # TYPE parley_%1$s_comparison_timestamp_seconds gauge
                parley_%1$s_comparison_timestamp_seconds{whatsapp_account="%2$s"} %3$d
                """.formatted(subject, account, now.getEpochSecond()));
        try {
            var written = Files.createTempFile(file.toAbsolutePath().getParent(), "." + subject, ".tmp");
            Files.write(written, metrics.toString().getBytes(UTF_8));
            Files.move(written, file, ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CommandFailure("The metrics cannot be written to " + file + ": " + e.getMessage());
        }
    }
}
