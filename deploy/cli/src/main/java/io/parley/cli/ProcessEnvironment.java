package io.parley.cli;

import io.parley.runtime.command.Waiting;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the program gets from the process in which it runs.
 *
 * @param variables environment variables
 * @param home the checkout, whose folder {@code .parley} is the default state folder
 * @param isTerminal whether the output is read by a person, and may have colours
 */
record ProcessEnvironment(
        Map<String, String> variables,
        Path home,
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean isTerminal,
        Waiting waiting) {

    /** Name of the variable with the key of the operator API. */
    static final String OPERATOR_KEY = "PARLEY_OPERATOR_KEY";

    static ProcessEnvironment ofProcess() {
        var terminal = Boolean.getBoolean("parley.terminal")
                && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
        return new ProcessEnvironment(
                System.getenv(),
                Path.of(System.getProperty("parley.home", "")).toAbsolutePath().normalize(),
                System.in,
                System.out,
                System.err,
                terminal,
                Waiting.ofSystem());
    }

    /** Returns a variable that is set and not blank; null otherwise. */
    String variable(String name) {
        var value = variables.get(name);
        return value == null || value.isBlank() ? null : value;
    }
}
