package io.parley.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

/**
 * Writes start-up caches without affecting the running platform: a low-priority process starts each service again, with
 * its own folder, database and broker, sends it a few requests, and stops it, upon which its JVM writes the cache. If
 * killed, it leaves no file that could be used as a cache.
 */
public final class CacheRehearsal {

    private CacheRehearsal() {}

    /** Arguments: {@code <checkout> <state folder>}. Ends with its parent process. */
    public static void main(String[] arguments) {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(1)));
        var home = Path.of(arguments[0]);
        var state = new StateFolder(Path.of(arguments[1]));
        for (var service : Service.values()) {
            if (isMissing(service.module(), service.jar(home), state)) {
                record(home, state, service);
            }
        }
        LauncherRehearsal.record(state);
        new StateFolder(state.rehearsal()).remove();
        System.exit(0);
    }

    /** Returns whether a cache is missing. */
    static boolean isNeeded(Path home, StateFolder state) {
        try {
            return LauncherRehearsal.isMissing(state)
                    || isMissing("sandbox", Components.sandboxJar(home), state)
                    || EnumSet.allOf(Service.class).stream()
                            .anyMatch(service -> isMissing(service.module(), service.jar(home), state));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isMissing(String component, Path jar, StateFolder state) {
        return Files.exists(jar) && new StartCaches(state.caches(), JvmProfile.LOCAL, false).isMissing(component, jar);
    }

    /** Records one service at a time, so that no second whole platform is in memory. */
    private static void record(Path home, StateFolder state, Service service) {
        var folder = new StateFolder(state.rehearsal());
        folder.remove();
        record(Options.of(home, folder.root())
                .withPorts(Ports.free())
                .withServices(EnumSet.of(service))
                .withRecorded(state.caches()));
    }

    /** Starts a platform, sends it a few requests, and stops it, upon which it writes start-up caches. */
    public static void record(Options options) {
        var platform = Platform.of(options, Progress.SILENT);
        var end = new Thread(platform::close, "stop");
        Runtime.getRuntime().addShutdownHook(end);
        platform.startOrClose();
        new Rehearsal(platform.endpoints(), platform.credentials()).run();
        platform.close();
        Runtime.getRuntime().removeShutdownHook(end);
    }

    /** Returns the command that runs this class; its output goes to a file. */
    static List<String> command(Path home, StateFolder state) {
        return List.of(
                "-cp",
                System.getProperty("java.class.path"),
                CacheRehearsal.class.getName(),
                home.toString(),
                state.root().toString());
    }
}
