package io.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Debian's package kannel, which is used as it is installed. */
final class KannelPackage {

    private static final String NAME = "kannel";
    private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin");

    private KannelPackage() {}

    /**
     * Returns the installed version; installs the package before if it is missing and may be installed.
     *
     * @param install whether apt-get may install it
     * @throws UsageException if it is missing, with what the user can do
     */
    static String require(boolean install, Consumer<String> lines) {
        if (!isInstalled() && install) {
            lines.accept("  installing " + NAME + " by apt-get …");
            install();
        }
        if (!isInstalled()) {
            throw new UsageException(
                    "Kannel is not installed. On Debian and Ubuntu: apt-get install " + NAME
                            + ", or ./dev bench peer --install, which does the same and needs root or sudo without a password.");
        }
        return run(List.of("dpkg-query", "--show", "--showformat=${Version}", NAME))
                .strip();
    }

    private static boolean isInstalled() {
        return Stream.of("bearerbox", "smsbox").allMatch(name -> find(name) != null);
    }

    /** Returns a program of the package. */
    static Path program(String name) {
        var found = find(name);
        if (found == null) {
            throw new IllegalStateException(name + " is not installed");
        }
        return found;
    }

    private static Path find(String name) {
        return FOLDERS.stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** The package also starts a service where systemd runs; the benchmark starts processes of its own. */
    private static void install() {
        run(asRoot("apt-get", "update", "-qq"));
        run(asRoot("apt-get", "install", "--yes", "-qq", "--no-install-recommends", NAME));
        if (Files.isDirectory(Path.of("/run/systemd/system"))) {
            run(asRoot("systemctl", "disable", "--now", "--quiet", NAME));
        }
    }

    private static List<String> asRoot(String... command) {
        var all = new ArrayList<String>();
        if (!"root".equals(System.getProperty("user.name"))) {
            all.addAll(List.of("sudo", "--non-interactive"));
        }
        all.addAll(List.of("env", "DEBIAN_FRONTEND=noninteractive"));
        all.addAll(List.of(command));
        return all;
    }

    private static String run(List<String> command) {
        try {
            var process =
                    new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with status " + status);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
