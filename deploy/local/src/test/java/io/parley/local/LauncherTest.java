package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands as people and scripts use them, each in a process of its own. */
@Timeout(400)
class LauncherTest {

    private static final Path HOME = Path.of(System.getProperty("parley.home"));
    private static final List<String> MEMBERS =
            List.of("api", "apiKey", "operator", "sandbox", "webhooks", "whatsapp", "viber", "sms");

    @TempDir
    Path folder;

    private final Ports ports = Ports.free();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void leaveNothing() throws Exception {
        run("down");
    }

    @Test
    void survivesAKilledLauncherKeepsItsDataAndLeavesNoProcess() throws Exception {
        var said = run("up", "--detach", "--json", json().toString());
        assertEquals(0, said.status(), said.text());
        var addresses = new ObjectMapper().readTree(json().toFile());
        assertEquals(MEMBERS, names(addresses));
        assertTrue(said.text().contains("curl -s " + addresses.path("api").asText() + "/messages"), said.text());
        assertEquals(0, run("status").status());
        var message = send(addresses);

        var second = run("up");
        assertEquals(1, second.status());
        assertTrue(second.text().startsWith("Parley already runs from " + state()), second.text());

        var launcher = launcher();
        var children = launcher.descendants().toList();
        launcher.destroyForcibly();
        await("the children left", () -> children.stream().noneMatch(ProcessHandle::isAlive));

        var up = start("up");
        awaitReady();
        assertEquals("delivered", status(addresses, message));
        var everything = new ArrayList<>(up.descendants().toList());
        everything.add(up.toHandle());
        new ProcessBuilder("sh", "-c", "kill -INT " + up.pid()).start().waitFor();

        assertTrue(up.waitFor(60, TimeUnit.SECONDS), "Ctrl-C stops it");
        assertTrue(everything.stream().noneMatch(ProcessHandle::isAlive), "no child is left");
        assertTrue(ports.taken().isEmpty(), "nobody listens any more");
        assertFalse(Files.exists(state().resolve("postgres/postmaster.pid")), "PostgreSQL stopped in order");
    }

    private record Said(int status, String text) {}

    private Said run(String... words) throws Exception {
        var process = start(words);
        assertTrue(process.waitFor(300, TimeUnit.SECONDS), String.join(" ", words));
        return new Said(process.exitValue(), Files.readString(output()));
    }

    private Process start(String... words) throws IOException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dparley.home=" + HOME));
        command.addAll(JvmProfile.LOCAL.flags("256m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Launcher.class.getName()));
        command.addAll(List.of(words));
        command.addAll(List.of("--state", state().toString(), "--port-base", Integer.toString(ports.base())));
        command.add("--no-caches");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
    }

    private Path state() {
        return folder.resolve("state");
    }

    private Path json() {
        return folder.resolve("parley.json");
    }

    private Path output() {
        return folder.resolve("said.txt");
    }

    private ProcessHandle launcher() {
        return Running.read(new StateFolder(state())).flatMap(Running::process).orElseThrow();
    }

    private void awaitReady() throws InterruptedException {
        await("everything is ready again", () -> Running.read(new StateFolder(state()))
                .filter(running -> running.isReady() && running.process().isPresent())
                .isPresent());
    }

    private static void await(String what, BooleanSupplier fact) throws InterruptedException {
        var end = System.nanoTime() + Duration.ofSeconds(240).toNanos();
        while (!fact.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, what);
            Thread.sleep(50);
        }
    }

    private String send(JsonNode addresses) throws Exception {
        var body = "{\"channel\":\"sms\",\"from\":\""
                + addresses.at("/sms/phoneNumber").asText()
                + "\",\"to\":\"4915112345678\",\"content\":{\"contentType\":\"text\",\"text\":\"Hello\"}}";
        var answer = call(request(addresses, "/messages")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        assertEquals(202, answer.statusCode(), answer.body());
        var message =
                new ObjectMapper().readTree(answer.body()).path("messageId").asText();
        await("it was delivered", () -> status(addresses, message).equals("delivered"));
        return message;
    }

    private String status(JsonNode addresses, String message) {
        try {
            var answer = call(request(addresses, "/messages/" + message + "/status"));
            return new ObjectMapper().readTree(answer.body()).path("status").asText();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static HttpRequest.Builder request(JsonNode addresses, String path) {
        return HttpRequest.newBuilder(URI.create(addresses.path("api").asText() + path))
                .header("apikey", addresses.path("apiKey").asText());
    }

    private HttpResponse<String> call(HttpRequest.Builder request) throws Exception {
        return http.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
