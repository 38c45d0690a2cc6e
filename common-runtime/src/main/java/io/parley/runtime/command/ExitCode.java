package io.parley.runtime.command;

/** Exit codes of {@code parley} and of the commands of the services, for scripts and pipelines. */
public enum ExitCode {
    OK(0, "success"),
    FAILED(1, "the API refused the request, the message failed, or a check failed"),
    USAGE(2, "wrong options or arguments"),
    UNREACHABLE(3, "the platform cannot be reached, or is temporarily unavailable"),
    UNAUTHORIZED(4, "the key is missing, unknown or lacks a scope"),
    TIMEOUT(5, "what was waited for did not happen in time"),
    CHANGES(6, "plan --detailed-exitcode: the account differs from the files");

    private final int value;
    private final String meaning;

    ExitCode(int value, String meaning) {
        this.value = value;
        this.meaning = meaning;
    }

    public int value() {
        return value;
    }

    public String meaning() {
        return meaning;
    }
}
