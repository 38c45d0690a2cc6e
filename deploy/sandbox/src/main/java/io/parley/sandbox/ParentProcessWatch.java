package io.parley.sandbox;

/** Ends this process when its parent process ends, so that no sandbox keeps running alone. */
final class ParentProcessWatch {

    private ParentProcessWatch() {}

    static void start(long pid) {
        if (pid == 0) {
            return;
        }
        var parent = ProcessHandle.of(pid);
        if (parent.isEmpty()) {
            System.exit(0);
        }
        parent.get().onExit().thenRun(() -> System.exit(0));
    }
}
