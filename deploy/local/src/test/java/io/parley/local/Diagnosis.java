package io.parley.local;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What {@code ./dev doctor} has printed.
 *
 * @param status exit status
 */
record Diagnosis(int status, List<String> lines) {

    /**
     * Runs the command.
     *
     * @param url base URL of the API
     */
    static Diagnosis of(String url, Credentials credentials) {
        var run = ParleyRun.with(Map.of("PARLEY_OPERATOR_KEY", credentials.operatorKey()), "doctor", "--url", url);
        return new Diagnosis(run.status(), run.out().lines().toList());
    }

    /** Returns whether a line has the result and the finding, and the line below it the remedy. */
    boolean names(String result, String finding, String remedy) {
        return IntStream.range(0, lines.size() - 1)
                .filter(at -> lines.get(at).startsWith(result) && lines.get(at).contains(finding))
                .anyMatch(at ->
                        lines.get(at + 1).contains("→") && lines.get(at + 1).contains(remedy));
    }

    boolean isFine() {
        return status == 0 && lines.getLast().endsWith(" 0 failed, 0 with a warning.");
    }

    @Override
    public String toString() {
        return "exit status " + status + "\n" + String.join("\n", lines);
    }
}
