package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.runtime.test.Contract;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A message travels out and back on every channel, through the packaged services and over the providers' protocols. */
@ExtendWith(OnePlatform.class)
@Timeout(180)
class EndToEndTest {

    private static final String SECRET = "a secret of the product team";
    private static final Set<String> ARRIVED = Set.of("delivered", "seen");

    /** An identity of ours, a person, and what the channel tells of a message's way. */
    enum Way {
        WHATSAPP("whatsapp", LocalIdentities.WHATSAPP_NUMBER, "phone-numbers", Set.of("delivered", "seen")),
        VIBER("viber", LocalIdentities.VIBER_SERVICE, "service-ids", Set.of("delivered", "seen")),
        VIBER_PARTNER("viber", LocalIdentities.VIBER_PARTNER_SERVICE, "service-ids", Set.of("delivered", "seen")),
        SMS("sms", LocalIdentities.SMS_NUMBER, "phone-numbers", Set.of("delivered"));

        final String channel;
        final String identity;
        final String kind;
        final Set<String> ends;

        Way(String channel, String identity, String kind, Set<String> ends) {
            this.channel = channel;
            this.identity = identity;
            this.kind = kind;
            this.ends = ends;
        }

        String person() {
            return "49151200000" + (10 + ordinal());
        }

        String callbacks() {
            return "/configurations/channels/" + channel + "/" + kind + "/" + identity + "/callbacks";
        }
    }

    private final ProductTeam team;
    private CountingCustomer customer;

    EndToEndTest(Platform platform) {
        team = new ProductTeam(platform);
    }

    @BeforeEach
    void listen() throws Exception {
        customer = new CountingCustomer();
        team.put(
                "/configurations/callbacks",
                Map.of(
                        "inboundMessageUrl",
                        customer.url("/inbound"),
                        "messageStatusUrl",
                        customer.url("/status"),
                        "businessNotificationUrl",
                        customer.url("/business"),
                        "signature",
                        Map.of("secret", SECRET, "method", "HS256")));
    }

    @AfterEach
    void hangUp() {
        customer.close();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void textTravelsOutAndItsStatusesComeBack(Way way) throws Exception {
        var message = team.sendText(way.channel, way.identity, way.person(), "Hello from Parley, grüße!");

        eventually(way + " has arrived", () -> ARRIVED.contains(status(message)) ? message : null);
        var told = eventually(way + " was told of to the end", () -> {
            var events = statesReported(message);
            return events.containsAll(way.ends) && events.contains("dispatched") ? events : null;
        });

        assertTrue(told.contains("accepted"), told.toString());
        var listed = StreamSupport.stream(team.events(message).path("events").spliterator(), false)
                .map(event -> state(event.path("event").asText()))
                .collect(Collectors.toSet());
        assertTrue(listed.containsAll(Set.of("accepted", "dispatched", "delivered")), listed.toString());
        callsOf(message).forEach(this::requireContractAndSignature);
        assertEquals(
                "Hello from Parley, grüße!",
                sent(way, way.person()).path("text").asText());
    }

    @Test
    void whatMetaSaysOfANumberArrivesAtTheBusinessUrl() throws Exception {
        team.postMetaWebhook(
                "phone_number_quality_update",
                Map.of("event", "FLAGGED", "display_phone_number", "+49 30 555100", "current_limit", "TIER_1K"));

        var call = eventually("business notification", () -> customer.calls().stream()
                .filter(one -> one.path().equals("/business"))
                .findFirst()
                .orElse(null));

        Contract.checkWebhook("businessNotification", call.body().toString());
        assertEquals(
                "FLAGGED", call.body().path("changedValue").path("newValue").asText());
        assertEquals(
                LocalIdentities.WHATSAPP_NUMBER,
                call.body().path("entity").path("phoneNumber").asText());
        requireSignature(call);
    }

    /** The sandbox's partner has no phones that write. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VIBER_PARTNER")
    void textOfAPersonArrivesAtTheInboundUrl(Way way) throws Exception {
        new Phone(team.platform().endpoints().sandbox())
                .write(way.channel, way.person(), way.identity, "Hi there " + way);

        var call = eventually(way + " inbound", () -> customer.calls().stream()
                .filter(one -> one.path().equals("/inbound"))
                .filter(one -> one.body().path("channel").asText().equals(way.channel))
                .findFirst()
                .orElse(null));

        assertEquals("MoMessage", call.body().path("event").asText());
        assertEquals("Hi there " + way, call.body().path("content").path("text").asText());
        assertEquals(way.identity, call.body().path("to").asText());
        assertEquals(way.person(), call.body().path("from").asText());
        Contract.check("MoMessage", call.body().toString());
        requireSignature(call);
    }

    @Test
    void onlyWantedEventsAreTold() throws Exception {
        var way = Way.SMS;
        team.put(
                way.callbacks(),
                Map.of(
                        "messageStatusUrl",
                        customer.url("/filtered"),
                        "eventFilter",
                        List.of("MessageStatus::delivered")));
        try {
            var message = team.sendText(way.channel, way.identity, way.person(), "Filtered");
            eventually("the delivery was told", () -> statesReported(message).contains("delivered") ? message : null);

            assertEquals(Set.of("delivered"), statesReported(message));
            assertTrue(callsOf(message).stream().allMatch(call -> call.path().equals("/filtered")));
        } finally {
            team.put(way.callbacks(), Map.of("messageStatusUrl", customer.url("/status"), "eventFilter", List.of()));
        }
    }

    @Test
    void strangersAreTurnedAway() throws Exception {
        var answer = team.call("GET", "/messages/0190a0a0-0000-7000-8000-000000000000/status", null);

        assertEquals(404, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("content-type").orElse("").replaceAll(";.*", ""));
    }

    private String status(String message) {
        try {
            return team.status(message).path("status").asText();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Set<String> statesReported(String message) {
        return callsOf(message).stream()
                .map(call -> state(call.body().path("event").asText()))
                .collect(Collectors.toSet());
    }

    private List<CountingCustomer.Call> callsOf(String message) {
        return new ArrayList<>(customer.calls())
                .stream()
                        .filter(call -> call.body().path("messageId").asText().equals(message))
                        .toList();
    }

    private static String state(String event) {
        return event.replace("MessageStatus::", "");
    }

    private JsonNode sent(Way way, String person) throws Exception {
        return new SandboxLedger(team.platform().endpoints().sandbox())
                .accepted(way.channel).stream()
                        .filter(entry ->
                                Objects.equals(entry.path("to").asText().replace("+", ""), person))
                        .findFirst()
                        .orElseThrow();
    }

    private void requireContractAndSignature(CountingCustomer.Call call) {
        Contract.check("MessageStatusEvent", call.body().toString());
        requireSignature(call);
    }

    private static void requireSignature(CountingCustomer.Call call) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((call.headers().get("x-request-timestamp") + "\n").getBytes(StandardCharsets.UTF_8));
            var expected = Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(call.bytes()));
            assertEquals(expected, call.headers().get("x-signature"));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
