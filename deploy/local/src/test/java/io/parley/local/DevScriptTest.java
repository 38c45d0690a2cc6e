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

/** {@code ./dev} on machines with various JDKs. */
class DevScriptTest {

    private static final Path DEV = Path.of(System.getProperty("parley.home"), "dev");

    @TempDir
    Path machine;

    private record CommandOutput(int status, String out, String err) {}

    @Test
    void missingJdkIsReportedInOneSentence() throws Exception {
        var output = dev(Map.of(), "up");

        assertEquals(1, output.status());
        assertEquals("", output.out());
        assertTrue(
                output.err().startsWith("Parley needs a JDK 21 or newer: install one")
                        && output.err().contains("or point JAVA_HOME at one.")
                        && output.err().lines().count() == 1,
                output.err());
    }

    @Test
    void oldJdkIsRejected() throws Exception {
        var old = jdk("usr/lib/jvm/java-17-openjdk", "17.0.15");

        assertEquals(1, dev(Map.of("JAVA_HOME", old.toString()), "jdk").status());
    }

    @Test
    void newJdkIsFoundBesideAnOldDefault() throws Exception {
        var old = jdk("usr/lib/jvm/java-17-openjdk", "17.0.15");
        var fresh = jdk("usr/lib/jvm/temurin-25", "25.0.1");

        assertEquals(
                fresh.toString(),
                dev(Map.of("JAVA_HOME", old.toString()), "jdk").out());
    }

    @Test
    void newestJdkOfTheUsualFoldersIsUsed() throws Exception {
        jdk("usr/lib/jvm/jdk-21", "21.0.2");
        var newest = jdk("opt/jdk-25", "25");
        jdk("usr/lib/jvm/jdk-8", "1.8.0_402");

        assertEquals(newest.toString(), dev(Map.of(), "jdk").out());
    }

    @Test
    void newEnoughJavaHomeIsPreferred() throws Exception {
        jdk("usr/lib/jvm/jdk-25", "25.0.1");
        var chosen = jdk("somewhere/jdk-21", "21.0.2");

        assertEquals(
                chosen.toString(),
                dev(Map.of("JAVA_HOME", chosen.toString()), "jdk").out());
    }

    @Test
    void jdkOfSdkmanIsFound() throws Exception {
        var sdkman = jdk("home/.sdkman/candidates/java/21.0.4-tem", "21.0.4");

        assertEquals(sdkman.toString(), dev(Map.of(), "jdk").out());
    }

    @Test
    void runtimeWithoutACompilerIsIgnored() throws Exception {
        var runtime = jdk("usr/lib/jvm/jre-25", "25.0.1");
        Files.delete(runtime.resolve("bin/javac"));

        assertEquals(1, dev(Map.of(), "jdk").status());
    }

    @Test
    void unknownCommandIsReported() throws Exception {
        assertEquals(
                "Unknown command upp; see ./dev help.", dev(Map.of(), "upp").err());
    }

    @Test
    void unknownModuleIsReportedWithTheModules() throws Exception {
        jdk("usr/lib/jvm/jdk-25", "25.0.1");

        var output = dev(Map.of(), "test", "billing");

        assertEquals(1, output.status());
        assertEquals(
                "Unknown module billing; modules are common-database common-model common-runtime common-web"
                        + " deploy/bench deploy/cli deploy/embedded deploy/images deploy/junit deploy/local deploy/sandbox deploy/verify flow-service"
                        + " messaging-service template-service webhook-gateway.",
                output.err());
    }

    @Test
    void unknownLevelOfProofIsReported() throws Exception {
        jdk("usr/lib/jvm/jdk-25", "25.0.1");

        assertEquals(
                "Unknown level moon; levels are static, observability, containers, hosts, cluster.",
                dev(Map.of(), "prove", "moon").err());
    }

    /** Files of the launcher and its children (logs, keys, data) must not be readable by other users. */
    @Test
    void launcherRunsWithAPrivateUmask() throws Exception {
        var home = jdk("usr/lib/jvm/jdk-25", "25.0.1");
        Files.writeString(home.resolve("bin/java"), "#!/bin/sh\numask\n");
        var checkout = Files.createDirectories(machine.resolve("checkout"));
        Files.copy(DEV, checkout.resolve("dev"));
        Files.createDirectories(checkout.resolve("deploy/local/target"));
        Files.writeString(checkout.resolve("deploy/local/target/parley-local-1.jar"), "");

        for (var command : List.of("status", "logs")) {
            var output = dev(checkout.resolve("dev"), Map.of("JAVA_HOME", home.toString()), command);

            assertEquals("0077", output.out(), output.err());
        }
    }

    /** Paths of files are relative to the folder of the caller, and a build that is up to date is not repeated. */
    @Test
    void commandsOfServicesGetTheirArguments() throws Exception {
        var home = jdk("usr/lib/jvm/jdk-25", "25.0.1");
        Files.writeString(home.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        var checkout = Files.createDirectories(machine.resolve("checkout"));
        Files.copy(DEV, checkout.resolve("dev"));
        var target = Files.createDirectories(checkout.resolve("deploy/local/target"));
        Files.writeString(target.resolve("parley-local-1.jar"), "");
        Files.writeString(target.resolve("dev.stamp"), "4294967295 0\n"); // of no sources

        assertRuns(checkout, home, "template", "lint", "io.parley.template.command.TemplateCommand");
        assertRuns(checkout, home, "flow", "validate", "io.parley.flow.command.FlowCommand");
    }

    /** A command line's paths are relative to the folder of the caller, and its platform is that of the checkout. */
    @Test
    void commandLineGetsItsArguments() throws Exception {
        var home = jdk("usr/lib/jvm/jdk-25", "25.0.1");
        Files.writeString(home.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        var checkout = Files.createDirectories(machine.resolve("checkout"));
        Files.copy(DEV, checkout.resolve("dev"));
        Files.copy(DEV.resolveSibling("parley"), checkout.resolve("parley"));
        for (var module : List.of("local", "cli")) {
            var target = Files.createDirectories(
                    checkout.resolve("deploy").resolve(module).resolve("target"));
            Files.writeString(target.resolve("parley-" + module + "-1.jar"), "");
            Files.writeString(target.resolve("dev.stamp"), "4294967295 0\n"); // of no sources
        }

        for (var script : List.of(checkout.resolve("dev"), checkout.resolve("parley"))) {
            var output = dev(script, Map.of("JAVA_HOME", home.toString()), "send", "--to", "49 151");

            assertEquals(0, output.status(), output.err());
            var words = output.out().lines().toList();
            assertTrue(words.contains("-Dparley.home=" + checkout), output.out());
            assertTrue(
                    words.contains(checkout.resolve("deploy/cli/target/parley-cli-1.jar")
                            .toString()),
                    output.out());
            assertEquals(List.of("send", "--to", "49 151"), words.subList(words.size() - 3, words.size()));
        }
    }

    private void assertRuns(Path checkout, Path home, String service, String command, String program) throws Exception {
        var output = dev(checkout.resolve("dev"), Map.of("JAVA_HOME", home.toString()), service, command, "a b.yaml");

        assertEquals(0, output.status(), output.err());
        var words = output.out().lines().toList();
        assertEquals(List.of(program, command, "a b.yaml"), words.subList(words.size() - 3, words.size()));
        assertTrue(
                words.get(words.size() - 4).contains("/%s-service/target/quarkus-app/app/*:".formatted(service)),
                output.out());
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

    /** Runs the script with the system's tools only, without a JDK. */
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
        for (var tool :
                new String[] {"dirname", "readlink", "sed", "cat", "find", "sort", "grep", "head", "paste", "cksum"}) {
            var stub = tools.resolve(tool);
            Files.writeString(
                    stub, "#!/bin/sh\nexec " + Path.of("/usr/bin", tool).toRealPath() + " \"$@\"\n");
            assertTrue(stub.toFile().setExecutable(true));
        }
        return tools;
    }
}
