package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.embedded.FreePorts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The demo data: loaded once, spread over a day, and consistent wherever it is shown. */
@ExtendWith(OnePlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
@Tag("slow")
class DemoDayTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");
    /** Who orders bread first, and whose phone is offline; see demo.yaml. */
    private static final String CUSTOMER = "4915556010000";

    private static final String OFFLINE = "4915556042000";
    private static final String CALLBACKS =
            "/configurations/channels/viber/service-ids/" + LocalIdentities.VIBER_SERVICE + "/callbacks";

    private final Platform platform;
    private JsonNode loaded;
    private List<JsonNode> messages;

    DemoDayTest(Platform platform) {
        this.platform = platform;
    }

    @BeforeAll
    void load() throws Exception {
        new SandboxControl(platform.endpoints().sandbox()).faults("{}");
        // A port without a receiver: these callbacks wait for their retries while the messages are moved.
        var nowhere = "http://127.0.0.1:" + FreePorts.next() + "/callbacks";
        new ProductTeam(platform).put(CALLBACKS, Map.of("messageStatusUrl", nowhere, "inboundMessageUrl", nowhere));
        loaded = ParleyRun.on(platform, "demo", "--json").json();
        new DemoTimeShift(platform).move(loaded.path("day"));
        messages = found("context=demo");
    }

    @AfterAll
    void removeCallbacks() throws Exception {
        new ProductTeam(platform).put(CALLBACKS, Map.of());
    }

    /** All messages of both accounts that a search of the operator API finds. */
    private List<JsonNode> found(String filter) throws Exception {
        var all = new ArrayList<JsonNode>();
        var url = platform.endpoints().operator() + "/messages?size=100&order=oldestFirst&" + filter;
        while (url != null) {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .header("apikey", platform.credentials().operatorKey())
                    .build();
            var response = HTTP.send(request, BodyHandlers.ofString());
            assertEquals(200, response.statusCode(), response.body());
            JSON.readTree(response.body()).forEach(all::add);
            url = response.headers().allValues("link").stream()
                    .flatMap(links -> java.util.regex.Pattern.compile("<([^>]+)>; rel=\"next\"")
                            .matcher(links)
                            .results())
                    .map(link -> URI.create(platform.endpoints().operator())
                            .resolve(link.group(1))
                            .toString())
                    .findFirst()
                    .orElse(null);
        }
        return all;
    }

    @Test
    void everythingIsLoadedOnce() throws Exception {
        assertTrue(
                loaded.path("seconds").asDouble() <= 40, loaded.path("seconds").toString());
        assertTrue(
                loaded.path("messages").asInt() > 300, loaded.path("messages").toString());
        assertEquals(9, loaded.path("templates").asInt());
        assertEquals(3, loaded.path("flows").asInt());

        var second = ParleyRun.on(platform, "demo", "--json").json();
        assertEquals(
                0,
                second.path("messages").asInt()
                        + second.path("day").size()
                        + second.path("templates").asInt()
                        + second.path("flows").asInt());
    }

    @Test
    void messagesAreSpreadOverTheDayAndFoundByTheirTime() throws Exception {
        var now = Instant.now();
        var hours = new TreeSet<Long>();
        for (var message : messages) {
            hours.add(Duration.between(Instant.parse(message.path("timestamp").asText()), now)
                    .toHours());
        }
        assertTrue(hours.stream().filter(age -> age < 24).count() >= 20, hours::toString);

        var noon = messages.get(messages.size() / 2).path("timestamp").asText();
        var later = found("context=demo&since=" + noon);
        var expected = messages.stream()
                .filter(message -> message.path("timestamp").asText().compareTo(noon) >= 0)
                .count();
        assertEquals(expected, later.size());
    }

    @Test
    void failuresOfEveryNetworkAndEveryStatusAreThere() {
        var codes = values("/details/code");
        for (var code : List.of("131026", "131047", "131049")) {
            assertTrue(codes.contains("whatsapp::error::" + code), codes::toString);
        }
        assertTrue(codes.stream().filter(code -> code.startsWith("viber::")).count() >= 2, codes::toString);
        assertTrue(codes.stream().filter(code -> code.startsWith("sms::")).count() >= 3, codes::toString);
        assertEquals(Set.of("dispatched", "delivered", "seen", "failed"), values("/status"));
    }

    private Set<String> values(String pointer) {
        return messages.stream()
                .map(message -> message.at(pointer).asText())
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aConversationIsInOrderAndThePhoneHasTheSameTimes() throws Exception {
        var conversation = new ArrayList<JsonNode>();
        new ProductTeam(platform)
                .conversation("whatsapp", LocalIdentities.WHATSAPP_NUMBER, CUSTOMER)
                .forEach(message -> conversation.addFirst(message));

        assertEquals(
                List.of("inbound", "outbound", "inbound", "outbound", "inbound", "outbound"),
                conversation.stream().map(one -> one.path("direction").asText()).toList());
        var times = conversation.stream().map(one -> seconds(one, "timestamp")).toList();
        assertEquals(times.stream().sorted().distinct().toList(), times);
        assertTrue(Instant.parse(times.getLast()).isBefore(Instant.now().minusSeconds(300)), times.toString());
        for (var i = 1; i < conversation.size() - 1; i += 2) {
            var seen = seconds(conversation.get(i), "statusTimestamp");
            assertTrue(seen.compareTo(times.get(i)) > 0 && seen.compareTo(times.get(i + 1)) < 0, seen + " of " + times);
        }
        eventually("the phone has the times", () -> times.equals(timesOfPhone()) ? times : null);
    }

    private static String seconds(JsonNode message, String member) {
        return message.path(member).asText().substring(0, "2026-12-01T08:30:00".length()) + "Z";
    }

    /** A message arrives at the phone after the platform has accepted it, or the other way round: less than a second apart. */
    private List<String> timesOfPhone() {
        var times = new ArrayList<String>();
        phone("GET", "whatsapp/" + CUSTOMER + "/messages", "")
                .path("messages")
                .forEach(message -> times.add(seconds(message, "at")));
        return times;
    }

    private JsonNode phone(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(platform.endpoints().sandbox() + "/phones/api/phones/" + path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void noRowRefersToAnIdThatWasMoved() throws SQLException {
        var moved = new ArrayList<String>();
        for (var message : loaded.path("day")) {
            if (message.path("messageId").asText().length() == 36) {
                moved.add("%" + message.path("messageId").asText() + "%");
            }
        }
        assertFalse(moved.isEmpty());
        try (var connection = platform.database().connect(ServiceEnvironment.DATABASE);
                var tables = connection.createStatement();
                var names = tables.executeQuery("select relname from pg_class where relkind in ('r', 'p')"
                        + " and not relispartition and relnamespace = 'messaging'::regnamespace")) {
            while (names.next()) {
                try (var scan = connection.prepareStatement(
                        "select count(*) from messaging." + names.getString(1) + " t where t::text like any(?)")) {
                    scan.setArray(1, connection.createArrayOf("text", moved.toArray()));
                    try (var count = scan.executeQuery()) {
                        count.next();
                        assertEquals(0, count.getLong(1), names.getString(1));
                    }
                }
            }
        }
        var database = new Database(platform);
        for (var column : List.of("callback_attempt.callback_id", "callback_job.id")) {
            var table = "messaging." + column.split("\\.")[0];
            assertEquals(
                    0,
                    database.count(
                            table + " where not exists (select from messaging.callback c where c.id = " + column + ")"),
                    column);
        }
    }

    @Test
    void callbacksThatFailKeepTheirRetries() throws SQLException {
        var waiting = "messaging.callback_job j join messaging.callback c on c.id = j.id where c.channel = 'viber'"
                + " and c.id < messaging.uuid_at(now() - interval '5 min')";

        assertTrue(new Database(platform).count(waiting) > 50);
    }

    @Test
    void refusedCallbacksWereRepeated() throws SQLException {
        assertTrue(new Database(platform)
                        .count("messaging.callback_attempt a join messaging.callback c on c.id = a.callback_id"
                                + " where a.attempt = 2 and a.status = 204 and a.at < now() - interval '5 min'"
                                + " and c.event = 'MessageStatus::delivered'")
                >= 4);
    }

    @Test
    void aMessageOfTheDayIsStillDeliveredWhenItsPhoneIsOnline() throws Exception {
        var path = "viber/" + OFFLINE;
        assertEquals(1, phone("GET", path, "").path("waiting").asInt());

        phone("PUT", path, "{\"online\":true}");

        var sent = messages.stream()
                .filter(message -> message.path("to").asText().endsWith(OFFLINE))
                .findFirst()
                .orElseThrow();
        assertEquals("dispatched", sent.path("status").asText());
        eventually("the message is seen", () -> {
            try {
                var status =
                        new ProductTeam(platform).status(sent.path("messageId").asText());
                return status.path("status").asText().equals("seen") ? status : null;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }
}
