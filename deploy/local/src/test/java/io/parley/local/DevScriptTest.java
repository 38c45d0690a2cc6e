package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./dev} on machines with doctored JDKs. */
class DevScriptTest {

    private static final Path DEV = Path.of(System.getProperty("parley.home"), "dev");

    @TempDir
    Path machine;

    private record CommandOutput(int status, String out, String err) {}

    @Test
    void saysInOneSentenceWhatToInstallWhenThereIsNoJdk() throws Exception {
        var said = dev(Map.of(), "up");

        assertEquals(1, said.status());
        assertEquals("", said.out());
        assertTrue(
                said.err().startsWith("Parley needs a JDK 21 or newer: install one")
                        && said.err().contains("or point JAVA_HOME at one.")
                        && said.err().lines().count() == 1,
                said.err());
    }

    @Test
    void isNotContentWithAnOldJdk() throws Exception {
        var old = jdk("usr/lib/jvm/java-17-openjdk", "17.0.15");

        assertEquals(1, dev(Map.of("JAVA_HOME", old.toString()), "jdk").status());
    }

    @Test
    void findsANewJdkBesideAnOldDefault() throws Exception {
        var old = jdk("usr/lib/jvm/java-17-openjdk", "17.0.15");
        var fresh = jdk("usr/lib/jvm/temurin-25", "25.0.1");

        assertEquals(
                fresh.toString(),
                dev(Map.of("JAVA_HOME", old.toString()), "jdk").out());
    }

    @Test
    void takesTheNewestOfTheUsualFolders() throws Exception {
        jdk("usr/lib/jvm/jdk-21", "21.0.2");
        var newest = jdk("opt/jdk-25", "25");
        jdk("usr/lib/jvm/jdk-8", "1.8.0_402");

        assertEquals(newest.toString(), dev(Map.of(), "jdk").out());
    }

    @Test
    void prefersAJavaHomeThatIsNewEnough() throws Exception {
        jdk("usr/lib/jvm/jdk-25", "25.0.1");
        var mine = jdk("somewhere/jdk-21", "21.0.2");

        assertEquals(
                mine.toString(),
                dev(Map.of("JAVA_HOME", mine.toString()), "jdk").out());
    }

    @Test
    void findsTheJdksOfSdkman() throws Exception {
        var sdkman = jdk("home/.sdkman/candidates/java/21.0.4-tem", "21.0.4");

        assertEquals(sdkman.toString(), dev(Map.of(), "jdk").out());
    }

    @Test
    void passesByARuntimeWithoutACompiler() throws Exception {
        var runtime = jdk("usr/lib/jvm/jre-25", "25.0.1");
        Files.delete(runtime.resolve("bin/javac"));

        assertEquals(1, dev(Map.of(), "jdk").status());
    }

    @Test
    void namesACommandItDoesNotKnow() throws Exception {
        assertEquals(
                "There is no command upp; ./dev help lists them.",
                dev(Map.of(), "upp").err());
    }

    /** Logs, keys, data: nothing that the launcher and its children write may be read by others. */
    @Test
    void startsTheLauncherWithAUmaskThatKeepsOthersOut() throws Exception {
        var home = jdk("usr/lib/jvm/jdk-25", "25.0.1");
        Files.writeString(home.resolve("bin/java"), "#!/bin/sh\numask\n");
        var checkout = Files.createDirectories(machine.resolve("checkout"));
        Files.copy(DEV, checkout.resolve("dev"));
        Files.createDirectories(checkout.resolve("deploy/local/target"));
        Files.writeString(checkout.resolve("deploy/local/target/parley-local-1.jar"), "");

        for (var command : List.of("status", "logs")) {
            var said = dev(checkout.resolve("dev"), Map.of("JAVA_HOME", home.toString()), command);

            assertEquals("0077", said.out(), said.err());
        }
    }

    private Path jdk(String folder, String version) throws IOException {
        var home = machine.resolve(folder);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        for (var tool : new String[] {"java", "javac"}) {
            Files.writeString(home.resolve("bin").resolve(tool), "#!/bin/sh\n");
            assertTrue(home.resolve("bin").resolve(tool).toFile().setExecutable(true));
        }
        return home;
    }

    /** Runs the script on a machine whose only tools are the system's, with no JDK among them. */
    private CommandOutput dev(Map<String, String> environment, String... arguments) throws Exception {
        return dev(DEV, environment, arguments);
    }

    private CommandOutput dev(Path script, Map<String, String> environment, String... arguments) throws Exception {
        var command = new ProcessBuilder("/bin/bash", script.toString());
        command.command().addAll(List.of(arguments));
        command.environment().clear();
        command.environment().put("PATH", toolsWithoutJava().toString());
        command.environment().put("HOME", machine.resolve("home").toString());
        command.environment().put("PARLEY_JDK_ROOT", machine.toString());
        command.environment().putAll(environment);
        var process = command.start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new CommandOutput(process.waitFor(), out.strip(), err.strip());
    }

    private Path toolsWithoutJava() throws IOException {
        var tools = Files.createDirectories(machine.resolve("tools"));
        for (var tool : new String[] {"dirname", "readlink", "sed", "cat"}) {
            var stub = tools.resolve(tool);
            Files.writeString(
                    stub, "#!/bin/sh\nexec " + Path.of("/usr/bin", tool).toRealPath() + " \"$@\"\n");
            assertTrue(stub.toFile().setExecutable(true));
        }
        return tools;
    }
}
