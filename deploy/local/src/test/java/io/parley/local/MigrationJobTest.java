package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.parley.embedded.EmbeddedPostgres;
import io.parley.embedded.ServiceRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The migration jobs of the Helm chart: each service, with the environment of its job, migrates its schema and exits. It
 * needs neither a broker nor secrets other than its database user.
 */
@Timeout(180)
@Tag("slow")
class MigrationJobTest {
    private static final Path HOME = Path.of(System.getProperty("parley.home"));
    private static final Path RENDERED = HOME.resolve("deploy/verify/src/test/resources/golden/minimal.yaml");
    private static final String PASSWORD = "password-of-the-migration-test";
    private static final String WRONG_PASSWORD = "28P01";
    private static final long TIMEOUT_SECONDS = 120;

    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = EmbeddedPostgres.temporary().start();
        postgres.createDatabase(ServiceEnvironment.DATABASE);
        Service.withDatabase()
                .forEach(service -> postgres.createServiceRole(ServiceEnvironment.DATABASE, service.route(), PASSWORD));
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    /** To the version without which the service is not ready. */
    @Test
    void everyServiceMigratesItsSchemaAndExits() throws Exception {
        var jobs =
                Service.withDatabase().collect(Collectors.toMap(service -> service, service -> run(service, Map.of())));

        for (var job : jobs.entrySet()) {
            assertEquals(0, exitStatus(job.getValue()), () -> log(job.getKey()));
            assertEquals(requiredVersion(job.getKey()), migratedVersion(job.getKey()), () -> log(job.getKey()));
        }
    }

    /** The job fails, and does not report a schema that was not migrated as done. */
    @Test
    void aMigrationThatFailsEndsWithAnError() throws Exception {
        var job = run(
                Service.FLOW, Map.of("QUARKUS_DATASOURCE_PASSWORD", "another", "QUARKUS_FLYWAY_CONNECT_RETRIES", "0"));

        assertNotEquals(0, exitStatus(job), () -> log(Service.FLOW));
        assertTrue(log(Service.FLOW).contains("SQLSTATE " + WRONG_PASSWORD), () -> log(Service.FLOW));
    }

    private static Process run(Service service, Map<String, String> overrides) {
        var environment = new HashMap<>(environmentOfJob(service));
        environment.put(
                "QUARKUS_DATASOURCE_JDBC_URL",
                environment
                        .get("QUARKUS_DATASOURCE_JDBC_URL")
                        .replace("postgres.internal:5432", "127.0.0.1:" + postgres.port()));
        environment.put("QUARKUS_DATASOURCE_USERNAME", ServiceRole.name(service.route()));
        environment.put("QUARKUS_DATASOURCE_PASSWORD", PASSWORD);
        environment.putAll(overrides);
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx160m",
                        "-jar",
                        service.jar(HOME).toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(service.route() + ".log").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The variables of the job of a service as the chart renders it; those from Secrets are empty. */
    private static Map<String, String> environmentOfJob(Service service) {
        try (var documents =
                new ObjectMapper(new YAMLFactory()).readerFor(JsonNode.class).<JsonNode>readValues(RENDERED.toFile())) {
            while (documents.hasNext()) {
                var document = documents.next();
                if (document.path("kind").asText().equals("Job")
                        && document.at("/metadata/name")
                                .asText()
                                .startsWith("parley-" + service.route() + "-migrate-")) {
                    var all = new HashMap<String, String>();
                    document.at("/spec/template/spec/containers/0/env")
                            .forEach(variable -> all.put(
                                    variable.path("name").asText(),
                                    variable.path("value").asText()));
                    return all;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("no job of " + service);
    }

    private static int exitStatus(Process job) throws InterruptedException {
        if (!job.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            job.destroyForcibly();
            throw new AssertionError("the migration does not exit");
        }
        return job.exitValue();
    }

    private static int requiredVersion(Service service) throws IOException {
        var settings = new Properties();
        try (var file = Files.newBufferedReader(
                HOME.resolve(service.module()).resolve("src/main/resources/application.properties"))) {
            settings.load(file);
        }
        return Integer.parseInt(settings.getProperty("parley.schema.version"));
    }

    private static int migratedVersion(Service service) throws Exception {
        try (var connection = postgres.connect(ServiceEnvironment.DATABASE);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select max(version::int) from " + service.route()
                        + ".flyway_schema_history where success and version is not null")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static String log(Service service) {
        try {
            return Files.readString(folder.resolve(service.route() + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
