package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.embedded.EmbeddedKafka;
import io.parley.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The run of docs/going-live.md: the services by the commands and sample settings of deploy/systemd. */
@Timeout(300)
@Tag("slow")
class ProductionRunTest {

    private static final Path HOME = Path.of(System.getProperty("parley.home"));

    /** The exit status that the unit declares as a success. */
    private static final int ENDED_BY_SIGTERM = 143;

    private static final int POLL_MS = 100;

    private static final Pattern IGNORED_SETTING =
            Pattern.compile("(?i)unrecognized configuration key|unknown setting|has no effect");

    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;
    private static EmbeddedKafka kafka;
    private static SystemdRun services;

    @BeforeAll
    static void start() throws InterruptedException {
        assumeTrue(Runtime.version().feature() >= 25, "the samples have flags of JDK 25");
        postgres = EmbeddedPostgres.temporary().durable(true).start();
        kafka = EmbeddedKafka.temporary().start();
        services = new SystemdRun(HOME, folder, postgres, kafka);
        for (var service : Service.values()) {
            services.start(service);
            awaitReady(service);
        }
    }

    @AfterAll
    static void stop() {
        Stream.of(services, kafka, postgres).filter(Objects::nonNull).forEach(ProductionRunTest::close);
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitReady(Service service) throws InterruptedException {
        while (!services.isReady(service)) {
            assertTrue(services.isAlive(service), () -> log(service));
            Thread.sleep(POLL_MS);
        }
    }

    @Test
    void doctorFindsNoFailure() {
        var key = Map.of("PARLEY_OPERATOR_KEY", SystemdRun.OPERATOR_KEY);

        var run = ParleyRun.with(key, "doctor", "--url", services.url(Service.MESSAGING));

        assertTrue(run.succeeded().contains("heartbeats"), run.out());
    }

    @Test
    void everySettingHasAnEffect() {
        var ignored = Arrays.stream(Service.values())
                .flatMap(service -> log(service).lines())
                .filter(line -> IGNORED_SETTING.matcher(line).find())
                .toList();

        assertEquals(List.of(), ignored);
    }

    /** A stop completes within the time of the unit, and a start finds what was stored. */
    @Test
    void anAccountIsKeptAcrossARestart() throws Exception {
        var account = operator("POST", "/accounts", "{\"name\":\"Corner Shop\"}");

        assertEquals(ENDED_BY_SIGTERM, services.stop(Service.MESSAGING), () -> log(Service.MESSAGING));
        services.start(Service.MESSAGING);
        awaitReady(Service.MESSAGING);

        var id = new ObjectMapper().readTree(account).path("id").asText();
        assertTrue(operator("GET", "/accounts/" + id, "").contains("Corner Shop"));
    }

    private static String operator(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(services.url(Service.MESSAGING) + "/operator/v1" + path))
                .header("apikey", SystemdRun.OPERATOR_KEY)
                .header("content-type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(request, BodyHandlers.ofString());
            assertEquals(2, response.statusCode() / 100, response.body());
            return response.body();
        }
    }

    private static String log(Service service) {
        try {
            return Files.readString(services.log(service));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
