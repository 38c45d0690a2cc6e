package io.parley.template.command;

/** Exit statuses of the commands, for pipelines. */
enum ExitStatus {
    /** Nothing to report, nothing to change, or everything applied. */
    OK(0),
    /** A file has errors, a call failed, or a change is not possible. */
    FAILED(1),
    /** {@code lint} was called with wrong words, or {@code plan --detailed-exitcode} found changes. */
    CHANGES_OR_USAGE(2),
    /** Meta refused a localization. */
    REJECTED(3),
    /** A review was not complete within the time of {@code --wait}. */
    PENDING(4);

    private final int value;

    ExitStatus(int value) {
        this.value = value;
    }

    int value() {
        return value;
    }
}
