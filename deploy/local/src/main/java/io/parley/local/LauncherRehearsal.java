package io.parley.local;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.parley.embedded.EmbeddedKafka;
import io.parley.embedded.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Start-up cache of the launcher: a separate JVM loads the launcher's classes (mainly the broker's) and writes the
 * cache. {@code ./dev} passes the file to the next launcher; a JVM ignores a stale one.
 */
final class LauncherRehearsal {

    private static final int MINUTES = 5;

    private LauncherRehearsal() {}

    /** Writes the cache unless there is one for these jars. A failure only makes the next start slower. */
    static void record(StateFolder state) {
        var file = file(state);
        var draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            if (!isMissing(state)) {
                return;
            }
            Files.deleteIfExists(file);
            OwnerOnly.folder(file.getParent());
            var rehearsal = new ProcessBuilder(command(draft, jar()))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(state.log("launcher").toFile()))
                    .start();
            if (!rehearsal.waitFor(MINUTES, TimeUnit.MINUTES)) {
                rehearsal.destroyForcibly();
            } else if (Files.exists(draft)) {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether there is no cache for the launcher's jar. */
    static boolean isMissing(StateFolder state) throws IOException {
        return !Files.isDirectory(jar()) && Files.exists(jar()) && !isNewer(file(state), jar());
    }

    private static Path jar() {
        return Path.of(System.getProperty("java.class.path"));
    }

    private static Path file(StateFolder state) {
        return state.caches().resolve(StartCaches.usesAotCache() ? "launcher.aot" : "launcher.jsa");
    }

    private static boolean isNewer(Path file, Path jar) throws IOException {
        return Files.exists(file) && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) > 0;
    }

    private static List<String> command(Path file, Path jar) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmProfile.LOCAL.flags("256m"));
        command.add((StartCaches.usesAotCache() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + file);
        command.addAll(List.of("-Xlog:disable", "-cp", jar.toString(), LauncherRehearsal.class.getName()));
        return command;
    }

    /** Loads the classes. */
    public static void main(String[] arguments) throws IOException {
        var ports = Ports.free();
        var front = new FrontProxy(ports);
        try (var kafka = EmbeddedKafka.temporary()) {
            kafka.start();
            front.start();
            Probe.returns200(new PlatformUrls(ports).docs());
            new YAMLMapper().writeValueAsString(LocalIdentities.directory("none"));
        } finally {
            front.stop();
        }
    }
}
