package io.parley.flow.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.flow.validation.FlowReport;
import io.parley.flow.validation.FlowValidationError;
import io.parley.flow.validation.FlowValidator;
import io.parley.runtime.command.InvalidArguments;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;

/** Checks Flow JSON files and prints what is wrong with them. */
final class ValidateFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;
    private final boolean asJson;
    private final boolean forPublishing;
    private int errors;

    ValidateFiles(PrintStream out, boolean asJson, boolean forPublishing) {
        this.out = out;
        this.asJson = asJson;
        this.forPublishing = forPublishing;
    }

    void check(Path file) {
        var report = FlowValidator.standard().validate(read(file), forPublishing);
        errors += report.errors().size();
        if (asJson) {
            out.println(json(file, report));
        } else {
            report.errors().forEach(error -> print(file, error));
            if (report.truncated()) {
                out.printf("%s: there are more errors%n", file);
            }
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

    private static String json(Path file, FlowReport report) {
        var object = new LinkedHashMap<String, Object>();
        object.put("file", file.toString());
        object.put("validation_errors", report.errors());
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void print(Path file, FlowValidationError error) {
        out.printf(
                "%s:%d:%d %s %s %s%n",
                file,
                error.lineStart(),
                error.columnStart(),
                error.error(),
                error.pointers().getFirst().path(),
                error.message());
    }

    boolean hasErrors() {
        return errors > 0;
    }

    String summary() {
        return errors == 1 ? "1 error." : errors + " errors.";
    }
}
