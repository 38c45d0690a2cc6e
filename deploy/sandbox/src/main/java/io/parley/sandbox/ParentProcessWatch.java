package io.parley.sandbox;

/** Ends this process when the one that started it is gone, so that no sandbox is left behind. */
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
