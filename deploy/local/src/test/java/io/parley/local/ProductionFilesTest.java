package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks that deploy/systemd, deploy/nginx and docs/going-live.md match each other and the services. */
class ProductionFilesTest {

    private static final Path ROOT =
            Path.of(System.getProperty("user.dir")).resolve("../..").normalize();
    private static final Path SYSTEMD = ROOT.resolve("deploy/systemd");
    private static final Path SAMPLES = SYSTEMD.resolve("etc");

    /** Settings of Quarkus, Kafka and the unit in the samples; those of Parley are in docs/configuration.md. */
    private static final Set<String> OTHERS = Set.of(
            "java.opts",
            "kafka.bootstrap.servers",
            "kafka.security.protocol",
            "kafka.sasl.mechanism",
            "kafka.sasl.jaas.config",
            "quarkus.datasource.jdbc.url",
            "quarkus.datasource.password",
            "quarkus.datasource.reactive.url",
            "quarkus.http.host",
            "quarkus.http.port",
            "quarkus.http.proxy.proxy.address.forwarding",
            "quarkus.http.proxy.trusted.proxies",
            "quarkus.management.host",
            "quarkus.management.port");

    private static final Pattern SETTING = Pattern.compile("(?m)^#?([A-Za-z][\\w.-]*(?:\"[^\"]+\")?)=");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(parley\\.[^`]+)`");
    private static final Pattern PATH_IN_GUIDE = Pattern.compile("(deploy/[\\w./@*-]*\\w)");
    private static final Pattern NGINX_ROUTE = Pattern.compile("(?m)^    '~(.*)' (messaging|template|flow|gateway);$");
    private static final Pattern UPSTREAM = Pattern.compile(
            "upstream parley_(\\w+) +\\{ server 127.0.0.1:(\\d+) max_fails=0; .*keepalive_timeout (\\d+)s; }");

    private record Table(String base, List<Route> routes) {}

    private record Route(String service, String pattern) {}

    @ParameterizedTest
    @EnumSource
    void everySettingOfTheSamplesIsOneOfTheService(Service service) throws IOException {
        var documented = documented(service);
        var unknown = new TreeSet<String>();
        for (var file : samples(service)) {
            for (var setting : matches(SETTING, Files.readString(file))) {
                if (!OTHERS.contains(plain(setting)) && !documented.contains(plain(setting))) {
                    unknown.add(file.getFileName() + ": " + setting);
                }
            }
        }

        assertFalse(documented.isEmpty());
        assertEquals(Set.of(), unknown);
    }

    /** Settings as in docs/configuration.md with one notation for variables and properties: {@code *} is a chosen name. */
    private static Set<String> documented(Service service) throws IOException {
        var sections = Files.readString(ROOT.resolve("docs/configuration.md")).split("(?m)^## ");
        return Arrays.stream(sections)
                .filter(section -> section.startsWith("All services")
                        || section.startsWith(service.module())
                        || (service.hasDatabase() && section.startsWith("Services with a database")))
                .flatMap(section -> matches(DOCUMENTED, section).stream())
                .map(name -> plain(name.replaceAll("<\\w+>", "\"*\"")))
                .collect(Collectors.toSet());
    }

    private static String plain(String setting) {
        return setting.replaceAll("\"[^\"]+\"", "*")
                .replace("smscs.main.", "smscs.*.")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[_-]", ".");
    }

    private static List<Path> samples(Service service) {
        return Stream.of("parley.env", service.route() + ".env", "secrets/" + service.route() + ".properties")
                .map(SAMPLES::resolve)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void theUnitReadsTheSamplesAndRunsTheBuiltJar(Service service) throws IOException {
        var unit = SystemdUnit.of(SYSTEMD, service);
        var files = Stream.concat(
                        unit.all("EnvironmentFile").stream(),
                        unit.all("LoadCredential").stream().map(one -> one.substring(one.indexOf(':') + 1)))
                .map(file -> Path.of(file.replace(SystemdUnit.ETC, SAMPLES.toString())))
                .toList();

        assertEquals(samples(service), files);
        assertTrue(unit.value("ExecStart")
                .endsWith("-jar " + SystemdUnit.RELEASES + "/" + service.route() + "/quarkus-run.jar"));
        assertTrue(guide().contains(service.route() + ":" + service.module()), "the guide copies the module");
        assertTrue(
                Files.readString(SYSTEMD.resolve("parley.sysusers")).contains("u " + unit.value("User") + " "),
                "the user is created");
    }

    @Test
    void theTargetStartsEveryService() {
        var services = Arrays.stream(Service.values())
                .map(service -> "parley@" + service.route() + ".service")
                .collect(Collectors.joining(" "));

        assertEquals(
                services, SystemdUnit.read(SYSTEMD.resolve("parley.target")).value("Wants"));
    }

    @ParameterizedTest
    @EnumSource
    void memoryIsEnoughForHeapAndDirectBuffers(Service service) {
        var heap = Pattern.compile("-Xmx(\\d+)m")
                .matcher(SystemdUnit.settings(SAMPLES.resolve(service.route() + ".env"))
                        .get("JAVA_OPTS"));
        assertTrue(heap.find());

        var limit = SystemdUnit.of(SYSTEMD, service).value("MemoryMax");

        assertTrue(limit.matches("\\d+M"), limit);
        assertTrue(Integer.parseInt(limit.replace("M", "")) >= 2 * Integer.parseInt(heap.group(1)) + 256, limit);
    }

    @Test
    void aStopWaitsUntilRequestsInFlightAreComplete() throws IOException {
        var settings = sharedSettings();
        var shutdown = seconds(settings.getProperty("%prod.quarkus.shutdown.delay"))
                + seconds(settings.getProperty("quarkus.shutdown.timeout"));
        var unit = SystemdUnit.of(SYSTEMD, Service.MESSAGING);

        assertTrue(Integer.parseInt(unit.value("TimeoutStopSec")) > shutdown + 10);
    }

    @Test
    void nginxHasTheTableOfRoutes() throws IOException {
        var table = new YAMLMapper()
                .readValue(
                        ROOT.resolve("common-model/src/main/resources/routes.yaml")
                                .toFile(),
                        Table.class);
        var routes = NGINX_ROUTE
                .matcher(nginx())
                .results()
                .map(match -> new Route(match.group(2), match.group(1)))
                .toList();

        assertEquals(table.routes(), routes);
    }

    @Test
    void nginxConnectsToThePortsOfTheSamplesAndClosesIdleConnectionsFirst() throws IOException {
        var idle = seconds(sharedSettings().getProperty("quarkus.http.idle-timeout"));
        var upstreams = UPSTREAM.matcher(nginx()).results().toList();

        assertEquals(Service.values().length, upstreams.size());
        for (var upstream : upstreams) {
            var settings = SystemdUnit.settings(SAMPLES.resolve(upstream.group(1) + ".env"));
            assertEquals(settings.get("QUARKUS_HTTP_PORT"), upstream.group(2));
            assertTrue(Integer.parseInt(upstream.group(3)) < idle);
        }
    }

    @Test
    void filesThatTheGuideNamesExist() throws IOException {
        var named = matches(PATH_IN_GUIDE, guide());
        var missing = new TreeSet<String>();
        for (var path : named) {
            if (!path.contains("/target") && !exists(path)) {
                missing.add(path);
            }
        }

        assertTrue(named.contains("deploy/systemd/parley@.service"), named.toString());
        assertEquals(Set.of(), missing);
    }

    private static boolean exists(String glob) throws IOException {
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + ROOT.resolve(glob));
        try (var files = Files.walk(ROOT.resolve("deploy"), 5)) {
            return files.anyMatch(matcher::matches);
        }
    }

    private static Properties sharedSettings() throws IOException {
        return StateFolder.read(
                ROOT.resolve("common-runtime/src/main/resources/META-INF/microprofile-config.properties"));
    }

    private static int seconds(String duration) {
        return Integer.parseInt(duration.replaceAll("[sS]$", ""));
    }

    private static String guide() throws IOException {
        return Files.readString(ROOT.resolve("docs/going-live.md"));
    }

    private static String nginx() throws IOException {
        return Files.readString(ROOT.resolve("deploy/nginx/parley.conf"));
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
