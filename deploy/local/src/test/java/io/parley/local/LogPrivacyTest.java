package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * After outbound, inbound, rejected and failed messages on every channel, no log of the platform contains a phone
 * number, a text, a token or a secret, in any encoding.
 */
@ExtendWith(OnePlatform.class)
@Timeout(300)
@Tag("slow")
class LogPrivacyTest {
    private static final String TEXT = "Quokka-of-the-log-test";
    private static final String SECRET = "wallaby-secret-of-the-log-test";
    private static final String QUERY = "bandicoot-token-of-the-log-test";
    private static final String PERSON = "49157700012";

    private record Route(String channel, String identity, String person) {}

    private static final List<Route> ROUTES = List.of(
            new Route("whatsapp", LocalIdentities.WHATSAPP_NUMBER, PERSON + "31"),
            new Route("viber", LocalIdentities.VIBER_SERVICE, PERSON + "32"),
            new Route("viber", LocalIdentities.VIBER_PARTNER_SERVICE, PERSON + "33"),
            new Route("sms", LocalIdentities.SMS_NUMBER, PERSON + "34"));

    private final Platform platform;
    private final ProductTeam team;
    private final SandboxControl sandbox;

    LogPrivacyTest(Platform platform) {
        this.platform = platform;
        this.team = new ProductTeam(platform);
        this.sandbox = new SandboxControl(platform.endpoints().sandbox());
    }

    @Test
    void noLogContainsPersonalDataOrSecrets() throws Exception {
        try (var customer = new CountingCustomer()) {
            team.put(
                    "/configurations/callbacks",
                    Map.of(
                            "inboundMessageUrl",
                            customer.url("/inbound?token=" + QUERY),
                            "messageStatusUrl",
                            customer.url("/status?token=" + QUERY),
                            "signature",
                            Map.of("secret", SECRET, "method", "HS256")));
            for (var route : ROUTES) {
                out(route);
            }
            in(customer);
            rejected();
            unreachable();
        }

        var lines = lines();
        assertTrue(
                lines.stream()
                        .anyMatch(
                                line -> line.contains("dispatched messageId=") && line.contains("providerMessageId=#")),
                "dispatches are logged");
        forbidden().forEach(secret -> encodings(secret)
                .forEach(text -> assertEquals(
                        List.of(),
                        lines.stream().filter(line -> line.contains(text)).toList(),
                        secret)));
    }

    @Test
    void eventsAreSingleLinesAndTheFirstStartHasNoWarnings() throws Exception {
        var lines = lines();

        assertEquals(
                List.of(),
                lines.stream().filter(line -> line.contains("HV000271")).toList());
        assertEquals(
                List.of(),
                lines.stream().filter(line -> line.contains("syntax error")).toList());
        var services = new ArrayList<String>();
        for (var service : Service.values()) {
            services.addAll(Files.readAllLines(platform.state().log(service.module())));
        }
        assertEquals(
                List.of(),
                services.stream()
                        .filter(line -> !line.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} .*"))
                        .toList());
    }

    private void out(Route route) throws Exception {
        var message = team.sendText(route.channel(), route.identity(), route.person(), TEXT);
        eventually(route + " is delivered", () -> reached(message) ? message : null);
    }

    private boolean reached(String message) {
        try {
            return Set.of("delivered", "seen")
                    .contains(team.status(message).path("status").asText());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void in(CountingCustomer customer) throws Exception {
        var phone = new PersonWithPhone(platform.endpoints().sandbox());
        for (var route : ROUTES) {
            if (!route.identity().equals(LocalIdentities.VIBER_PARTNER_SERVICE)) {
                phone.write(route.channel(), route.person(), route.identity(), TEXT + " in");
                eventually(route + " inbound", () -> callbacks(customer, route.person()));
            }
        }
    }

    private static JsonNode callbacks(CountingCustomer customer, String person) {
        return customer.calls().stream()
                .map(CountingCustomer.Call::body)
                .filter(body -> body.path("from").asText().equals(person))
                .findFirst()
                .orElse(null);
    }

    /** Sends requests that are rejected, with phone numbers in paths and bodies. */
    private void rejected() throws Exception {
        assertEquals(404, team.call("GET", "/nowhere/" + PERSON + "35", null).statusCode());
        assertEquals(
                400,
                team.call("POST", "/messages", "{\"to\":\"" + PERSON + "36\",").statusCode());
        var path = "/configurations/channels/whatsapp/phone-numbers/" + PERSON + "37/callbacks";
        assertEquals(4, team.call("PUT", path, "{}").statusCode() / 100);
    }

    /** Sends messages to providers that drop connections. */
    private void unreachable() throws Exception {
        sandbox.faults("{'whatsapp':{'resetAfterAccept':1.0},'viber':{'resetAfterAccept':1.0}}");
        try {
            for (var route : ROUTES) {
                team.sendText(route.channel(), route.identity(), route.person(), TEXT + " unlucky");
            }
            sandbox.dropBinds();
            eventually("a call without a response is logged", () -> logged("no answer messageId="));
        } finally {
            sandbox.faults("{}");
        }
    }

    private String logged(String text) {
        try {
            return lines().stream()
                    .filter(line -> line.contains(text))
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<String> forbidden() {
        var all = new LinkedHashSet<String>();
        ROUTES.forEach(route -> all.add(route.person()));
        all.addAll(List.of(PERSON + "35", PERSON + "36", PERSON + "37"));
        all.addAll(List.of(LocalIdentities.WHATSAPP_NUMBER, LocalIdentities.SMS_NUMBER));
        all.addAll(List.of(TEXT, SECRET, QUERY));
        all.addAll(List.of(LocalIdentities.META_TOKEN, LocalIdentities.VIBER_TOKEN, LocalIdentities.VIBER_PARTNER_KEY));
        all.addAll(List.of(LocalIdentities.META_APP_SECRET, LocalIdentities.SMPP_PASSWORD));
        all.add(platform.credentials().apiKey());
        all.add(platform.credentials().operatorKey());
        return all;
    }

    private List<String> lines() throws IOException {
        var lines = new ArrayList<String>();
        try (var files = Files.list(platform.state().root().resolve("logs"))) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                lines.addAll(lines(file));
            }
        }
        lines.addAll(lines(platform.state().root().resolve("postgres.log")));
        return lines;
    }

    private static List<String> lines(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /** Returns the text plain, in hexadecimal, URL-encoded, and in Base64 at each offset in a group of three bytes. */
    private static Set<String> encodings(String text) {
        var all = new LinkedHashSet<String>();
        all.add(text);
        var hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        for (var digits : List.of(hex, hex.toUpperCase(Locale.ROOT))) {
            all.add(digits);
            all.add(digits.replaceAll("(..)", "%$1"));
        }
        for (var before = 0; before < 3; before++) {
            var encoded =
                    Base64.getEncoder().encodeToString((" ".repeat(before) + text).getBytes(StandardCharsets.UTF_8));
            all.add(encoded.substring(before == 0 ? 0 : before + 1, (before + text.length()) * 8 / 6));
        }
        return all;
    }
}
