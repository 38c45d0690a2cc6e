package io.parley.template.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.CommandOutput;
import io.parley.template.lint.LintFinding;
import io.parley.template.lint.LintSeverity;
import io.parley.template.lint.TemplateLint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks template files, and prints one line for each finding: {@code file:path severity rule message}. */
final class LintFiles {
    private final CommandOutput output;
    private final ObjectNode json;
    private final ArrayNode files;
    private final List<TemplateFile> valid = new ArrayList<>();
    private int errors;
    private int warnings;

    /** @param json gets {@code files} with their findings, and the number of {@code errors} and {@code warnings} */
    LintFiles(CommandOutput output, ObjectNode json) {
        this.output = output;
        this.json = json;
        files = json.putArray("files");
    }

    void check(List<Path> paths) {
        paths.forEach(this::check);
        json.put("errors", errors).put("warnings", warnings);
    }

    private void check(Path path) {
        var described = files.addObject().put("file", path.toString());
        var findings = described.putArray("findings");
        try {
            var file = TemplateFile.read(path);
            var result = TemplateLint.standard().check(file.template());
            result.findings().forEach(finding -> print(path, finding, findings.addObject()));
            if (result.errors().isEmpty()) {
                valid.add(file);
            }
        } catch (CommandFailure unreadable) {
            errors++;
            described.put("error", unreadable.getMessage());
            output.line(String.valueOf(unreadable.getMessage()));
        }
    }

    private void print(Path file, LintFinding finding, ObjectNode described) {
        if (finding.severity() == LintSeverity.ERROR) {
            errors++;
        } else {
            warnings++;
        }
        described
                .put("path", finding.path())
                .put("severity", finding.severity().name())
                .put("rule", finding.rule())
                .put("message", finding.message());
        output.line("%s:%s %s %s %s"
                .formatted(file, finding.path(), finding.severity(), finding.rule(), finding.message()));
    }

    /** Returns the files without errors. */
    List<TemplateFile> valid() {
        return List.copyOf(valid);
    }

    boolean hasErrors() {
        return errors > 0;
    }

    String summary() {
        return "%d errors, %d warnings.".formatted(errors, warnings);
    }
}
