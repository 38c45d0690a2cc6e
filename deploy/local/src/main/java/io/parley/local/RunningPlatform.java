package io.parley.local;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The note in a state folder that a platform runs from it.
 *
 * @param pid the launcher
 * @param started when that process was started: ids are used again
 * @param base its ports' base
 * @param isReady whether everything answered once
 */
record RunningPlatform(long pid, String started, int base, boolean isReady) {

    static RunningPlatform here(Ports ports) {
        var me = ProcessHandle.current();
        return new RunningPlatform(me.pid(), startOf(me), ports.base(), false);
    }

    RunningPlatform ready() {
        return new RunningPlatform(pid, started, base, true);
    }

    void write(StateFolder state) {
        StateFolder.writeSecret(
                state.running(),
                Map.of(
                        "pid",
                        Long.toString(pid),
                        "started",
                        started,
                        "base",
                        Integer.toString(base),
                        "ready",
                        Boolean.toString(isReady)));
    }

    /** What the folder notes, whether or not that launcher still lives. */
    static Optional<RunningPlatform> read(StateFolder state) {
        var values = StateFolder.read(state.running());
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(new RunningPlatform(
                        Long.parseLong(values.getProperty("pid")),
                        values.getProperty("started"),
                        Integer.parseInt(values.getProperty("base")),
                        Boolean.parseBoolean(values.getProperty("ready"))));
    }

    /** The launcher's process while it lives. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(process -> startOf(process).equals(started));
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }
}
