package io.parley.flow.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.flow.validation.FlowReport;
import io.parley.flow.validation.FlowValidationError;
import io.parley.flow.validation.FlowValidator;
import io.parley.runtime.command.CommandOutput;
import io.parley.runtime.command.InvalidArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks Flow JSON files and prints what is wrong with them. */
final class ValidateFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CommandOutput output;
    private final ArrayNode files;
    private final boolean forPublishing;
    private int errors;

    /** @param files gets each file with {@code validation_errors} in Meta's form */
    ValidateFiles(CommandOutput output, ArrayNode files, boolean forPublishing) {
        this.output = output;
        this.files = files;
        this.forPublishing = forPublishing;
    }

    void check(Path file) {
        var report = FlowValidator.standard().validate(read(file), forPublishing);
        errors += report.errors().size();
        files.add(json(file, report));
        report.errors().forEach(error -> print(file, error));
        if (report.truncated()) {
            output.line(file + ": there are more errors");
        }
    }

    /** Reads one byte more than allowed, so that the validator reports a file that is too large. */
    private static byte[] read(Path file) {
        try (var stream = Files.newInputStream(file)) {
            return stream.readNBytes(FlowValidator.MAX_SIZE + 1);
        } catch (IOException e) {
            throw new InvalidArguments(file + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private static ObjectNode json(Path file, FlowReport report) {
        var json = JSON.createObjectNode().put("file", file.toString());
        return json.set("validation_errors", JSON.valueToTree(report.errors()));
    }

    private void print(Path file, FlowValidationError error) {
        output.line("%s:%d:%d %s %s %s"
                .formatted(
                        file,
                        error.lineStart(),
                        error.columnStart(),
                        error.error(),
                        error.pointers().getFirst().path(),
                        error.message()));
    }

    boolean hasErrors() {
        return errors > 0;
    }

    String summary() {
        return errors == 1 ? "1 error." : errors + " errors.";
    }
}
