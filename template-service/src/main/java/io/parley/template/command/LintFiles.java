package io.parley.template.command;

import io.parley.runtime.command.CommandFailure;
import io.parley.template.lint.LintFinding;
import io.parley.template.lint.LintSeverity;
import io.parley.template.lint.TemplateLint;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks template files, and prints one line for each finding: {@code file:path severity rule message}. */
final class LintFiles {
    private final PrintStream out;
    private final List<TemplateFile> valid = new ArrayList<>();
    private int errors;
    private int warnings;

    LintFiles(PrintStream out) {
        this.out = out;
    }

    void check(List<Path> files) {
        files.forEach(this::check);
    }

    private void check(Path path) {
        try {
            var file = TemplateFile.read(path);
            var result = TemplateLint.standard().check(file.template());
            result.findings().forEach(finding -> print(path, finding));
            if (result.errors().isEmpty()) {
                valid.add(file);
            }
        } catch (CommandFailure unreadable) {
            errors++;
            out.println(unreadable.getMessage());
        }
    }

    private void print(Path file, LintFinding finding) {
        if (finding.severity() == LintSeverity.ERROR) {
            errors++;
        } else {
            warnings++;
        }
        out.printf("%s:%s %s %s %s%n", file, finding.path(), finding.severity(), finding.rule(), finding.message());
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
