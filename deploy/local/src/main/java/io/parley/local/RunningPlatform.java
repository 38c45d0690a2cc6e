package io.parley.local;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The file in a state folder that identifies the platform running from it.
 *
 * @param pid process id of the launcher
 * @param started start time of that process, because process ids are reused
 * @param base base of its ports
 * @param isReady whether all components have been ready
 */
record RunningPlatform(long pid, String started, int base, boolean isReady) {

    static RunningPlatform here(Ports ports) {
        var launcher = ProcessHandle.current();
        return new RunningPlatform(launcher.pid(), startOf(launcher), ports.base(), false);
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

    /** Reads the file, whether or not the launcher is still alive. */
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

    /** Returns the launcher's process if it is alive. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(process -> startOf(process).equals(started));
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }
}
