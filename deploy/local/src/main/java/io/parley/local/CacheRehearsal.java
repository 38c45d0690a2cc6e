package io.parley.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

/**
 * Writes start-up caches without disturbing the platform that is in use: a process of low priority starts each service
 * once more, in a folder, a database and a broker of its own, sends it a few requests, and stops it, which makes its JVM
 * write the cache. Killed in the middle it leaves nothing that would be taken for a cache.
 */
final class CacheRehearsal {

    private CacheRehearsal() {}

    /** {@code <checkout> <state folder>}; ends with its parent. */
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

    /** Whether some part would start faster if it were recorded. */
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

    private static boolean isMissing(String part, Path jar, StateFolder state) {
        return Files.exists(jar) && new StartCaches(state.caches(), JvmProfile.LOCAL, false).isMissing(part, jar);
    }

    /** One service at a time, so that the machine never holds two whole platforms. */
    private static void record(Path home, StateFolder state, Service service) {
        var folder = new StateFolder(state.rehearsal());
        folder.remove();
        var options = Options.of(home, folder.root())
                .withPorts(Ports.free())
                .withServices(EnumSet.of(service))
                .withRecorded(state.caches());
        var platform = Platform.of(options, Progress.SILENT);
        var end = new Thread(platform::close, "stop");
        Runtime.getRuntime().addShutdownHook(end);
        platform.startOrClose();
        new Rehearsal(platform.endpoints(), platform.credentials()).run();
        platform.close();
        Runtime.getRuntime().removeShutdownHook(end);
    }

    /** The command that runs this class; what it prints goes to a file. */
    static List<String> command(Path home, StateFolder state) {
        return List.of(
                "-cp",
                System.getProperty("java.class.path"),
                CacheRehearsal.class.getName(),
                home.toString(),
                state.root().toString());
    }
}
