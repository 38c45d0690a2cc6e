package io.parley.flow.validation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Validates the files in its arguments, one after the other; a program of its own, for a JVM with a small heap. */
final class FlowValidatorMemory {
    private FlowValidatorMemory() {}

    public static void main(String[] files) throws IOException {
        for (var file : files) {
            System.out.println(file);
            System.out.flush();
            var report = FlowValidator.standard().validate(Files.readAllBytes(Path.of(file)));
            System.out.println("errors " + report.errors().size());
        }
    }
}
