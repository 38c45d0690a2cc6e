package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs the launcher in its own process, as {@code ./dev} does, and stops the platform after each test. */
final class LauncherDriver implements AfterEachCallback {

    private static final Path HOME = Path.of(System.getProperty("parley.home"));

    private final Supplier<Path> folder;
    final Ports ports = Ports.free();
    private final HttpClient http = HttpClient.newHttpClient();

    private boolean caches;

    /** @param folder for state and output; read when a command runs */
    LauncherDriver(Supplier<Path> folder) {
        this.folder = folder;
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        run("down");
    }

    record CommandOutput(int status, String text) {}

    /** From now on, start-up caches are written. */
    void writeCaches() {
        caches = true;
    }

    CommandOutput run(String... words) throws Exception {
        var process = start(words);
        assertTrue(process.waitFor(300, TimeUnit.SECONDS), String.join(" ", words));
        return new CommandOutput(process.exitValue(), Files.readString(output()));
    }

    Process start(String... words) throws IOException {
        // As in ./dev: files are private to the user.
        var command = new ArrayList<>(List.of("/bin/sh", "-c", "umask 077 && exec \"$0\" \"$@\""));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dparley.home=" + HOME);
        command.addAll(JvmProfile.LOCAL.flags("256m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Launcher.class.getName()));
        command.addAll(List.of(words));
        command.addAll(List.of("--state", state().toString()));
        if (words[0].equals("up")) {
            command.addAll(List.of("--port-base", Integer.toString(ports.base())));
            if (!caches) {
                command.add("--no-caches");
            }
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
    }

    Path state() {
        return folder.get().resolve("state");
    }

    Path json() {
        return folder.get().resolve("parley.json");
    }

    private Path output() {
        return folder.get().resolve("output.txt");
    }

    ProcessHandle launcher() {
        return RunningPlatform.read(new StateFolder(state()))
                .flatMap(RunningPlatform::process)
                .orElseThrow();
    }

    void awaitReady() throws InterruptedException {
        await("everything is ready again", () -> RunningPlatform.read(new StateFolder(state()))
                .filter(running -> running.isReady() && running.process().isPresent())
                .isPresent());
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        var end = System.nanoTime() + Duration.ofSeconds(240).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, what);
            Thread.sleep(50);
        }
    }

    String send(JsonNode addresses) throws Exception {
        var body = "{\"channel\":\"sms\",\"from\":\""
                + addresses.at("/sms/phoneNumber").asText()
                + "\",\"to\":\"4915112345678\",\"content\":{\"contentType\":\"text\",\"text\":\"Hello\"}}";
        var response = call(request(addresses, "/messages")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        assertEquals(202, response.statusCode(), response.body());
        var message =
                new ObjectMapper().readTree(response.body()).path("messageId").asText();
        await("the message is delivered", () -> status(addresses, message).equals("delivered"));
        return message;
    }

    String status(JsonNode addresses, String message) {
        try {
            var response = call(request(addresses, "/messages/" + message + "/status"));
            return new ObjectMapper().readTree(response.body()).path("status").asText();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    HttpResponse<String> upload(JsonNode addresses, byte[] picture) throws Exception {
        return call(request(addresses, "/media")
                .header("content-type", "image/png")
                .POST(BodyPublishers.ofByteArray(picture)));
    }

    private static HttpRequest.Builder request(JsonNode addresses, String path) {
        return HttpRequest.newBuilder(URI.create(addresses.path("api").asText() + path))
                .header("apikey", addresses.path("apiKey").asText());
    }

    private HttpResponse<String> call(HttpRequest.Builder request) throws Exception {
        return http.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    }

    static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
