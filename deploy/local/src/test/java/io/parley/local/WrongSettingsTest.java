package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong setting ends the start of a service with one sentence about it, and exit code 1. */
@Timeout(120)
@Tag("slow")
class WrongSettingsTest {
    private static final Path HOME = Path.of(System.getProperty("parley.home"));
    private static final String CANARY = "canary-of-a-secret";
    private static final String REPORT = "Configuration validation failed:";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GATEWAY   | PARLEY_HTTP_MAX_REQUESTS               | 0           | parley.http.max-requests must be at least 1, not 0
            GATEWAY   | PARLEY_WEBHOOKS_HEARTBEAT              | 1m          | parley.webhooks.heartbeat must be from 1s to 5s, not 1m
            GATEWAY   | PARLEY_WEBHOOKS_MAX_BODY               | 1           | parley.webhooks.max-body must be from 1K to 1G, not 1 bytes
            GATEWAY   | PARLEY_EGRESS_ALLOWED_CIDRS            | 10.0.0.0/33 | parley.egress.allowed-cidrs[0] must be a network such as 10.0.0.0/8 or fc00::/7, not "10.0.0.0/33"
            MESSAGING | PARLEY_ACCEPT_TIMEOUT                  | 0           | parley.accept.timeout must be from 201ms to 10s, not 0ms
            MESSAGING | PARLEY_CHANNELS_VIBER_BASE_URL         | viber       | parley.channels.viber.base-url must be an http or https URL with a host, without query, fragment and trailing slash, not "viber"
            MESSAGING | PARLEY_CHANNELS_WHATSAPP_READ_TIMEOUT  | 1h          | parley.channels.whatsapp.read-timeout must be from 10ms to 5m, not 1h
            MESSAGING | PARLEY_DISPATCH_CALL_TIMEOUT           | 2m          | parley.dispatch.lease must be longer than call-timeout
            MESSAGING | PARLEY_SECRETS_KEY                     | canary-of-a-secret | parley.secrets.key must be 32 bytes in Base64, as openssl rand -base64 32 prints
            """)
    void aWrongValueEndsTheStartWithASentence(Service service, String variable, String value, String sentence)
            throws Exception {
        assertEquals(List.of(REPORT, sentence), start(service, Map.of(variable, value)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PARLEY_WEBHOOKS_HEARTBEAT | soon | parley.webhooks.heartbeat  | must be a duration such as 500ms, 30s, 5m, 24h or 7d, not "soon"
            PARLEY_EGRESS_ALLOW_HTTP  | ture | parley.egress.allow-http   | must be true or false, not "ture"
            PARLEY_HTTP_MAX_REQUESTS  | many | parley.http.max-requests   | Expected an integer value, got "many"
            """)
    void aValueOfAnotherKindEndsTheStartWithASentence(String variable, String value, String setting, String rule)
            throws Exception {
        var lines = start(Service.GATEWAY, Map.of(variable, value));

        assertEquals(2, lines.size(), lines.toString());
        assertTrue(lines.getLast().contains(setting) && lines.getLast().endsWith(rule), lines.toString());
    }

    @Test
    void allWrongValuesAreReported() throws Exception {
        var lines =
                start(Service.GATEWAY, Map.of("PARLEY_HTTP_MAX_REQUESTS", "0", "PARLEY_HTTP_MAX_CONNECTIONS", "-1"));

        assertEquals(3, lines.size(), lines.toString());
    }

    /** Returns the service's last report, without what the JVM and libraries print about themselves before it. */
    private List<String> start(Service service, Map<String, String> environment) throws Exception {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-jar", service.jar(HOME).toString()));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(1, TimeUnit.MINUTES), output);
            assertEquals(1, process.exitValue(), output);
            assertFalse(output.contains(CANARY), output);
            return output.lines()
                    .map(String::strip)
                    .filter(line -> !line.isBlank())
                    .dropWhile(line -> !line.equals(REPORT))
                    .toList();
        } finally {
            process.destroyForcibly();
        }
    }
}
