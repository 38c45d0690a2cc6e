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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sends and receives messages on every channel, through the packaged services and the providers' protocols. */
@ExtendWith(OnePlatform.class)
@Timeout(180)
@Tag("slow")
class EndToEndTest {

    private static final String SECRET = "a secret of the product team";
    private static final Set<String> ARRIVED = Set.of("delivered", "seen");

    /** A sender, a person, and the statuses that the channel reports. */
    enum Route {
        WHATSAPP("whatsapp", LocalIdentities.WHATSAPP_NUMBER, "phone-numbers", Set.of("delivered", "seen")),
        VIBER("viber", LocalIdentities.VIBER_SERVICE, "service-ids", Set.of("delivered", "seen")),
        VIBER_PARTNER("viber", LocalIdentities.VIBER_PARTNER_SERVICE, "service-ids", Set.of("delivered", "seen")),
        SMS("sms", LocalIdentities.SMS_NUMBER, "phone-numbers", Set.of("delivered"));

        final String channel;
        final String identity;
        final String kind;
        final Set<String> ends;

        Route(String channel, String identity, String kind, Set<String> ends) {
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
    private final PublishedSchemas schemas;
    private CountingCustomer customer;

    EndToEndTest(Platform platform) {
        team = new ProductTeam(platform);
        schemas = new PublishedSchemas(platform);
    }

    @BeforeEach
    void listen() throws Exception {
        customer = new CountingCustomer();
        team.put(Route.SMS.callbacks(), Map.of("messageStatusUrl", customer.url("/status"), "eventFilter", List.of()));
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

    /** The callbacks of a sender precede those of the account, which other tests set. */
    @AfterEach
    void close() throws Exception {
        team.put(Route.SMS.callbacks(), Map.of());
        team.put("/configurations/callbacks", Map.of());
        customer.close();
    }

    @ParameterizedTest
    @EnumSource(Route.class)
    void textIsDeliveredAndItsStatusesAreReported(Route route) throws Exception {
        var message = team.sendText(route.channel, route.identity, route.person(), "Hello from Parley, grüße!");

        eventually(route + " is delivered", () -> ARRIVED.contains(status(message)) ? message : null);
        var reported = eventually(route + " has all status callbacks", () -> {
            var events = statesReported(message);
            return events.containsAll(route.ends) && events.contains("dispatched") ? events : null;
        });

        assertTrue(reported.contains("accepted"), reported.toString());
        var listed = StreamSupport.stream(team.events(message).path("events").spliterator(), false)
                .map(event -> state(event.path("event").asText()))
                .collect(Collectors.toSet());
        assertTrue(listed.containsAll(Set.of("accepted", "dispatched", "delivered")), listed.toString());
        callsOf(message).forEach(this::requireContractAndSignature);
        assertEquals(
                "Hello from Parley, grüße!",
                sent(route, route.person()).path("text").asText());
    }

    @Test
    void accountChangeArrivesAtTheBusinessUrl() throws Exception {
        team.postMetaWebhook(
                "phone_number_quality_update",
                Map.of("event", "FLAGGED", "display_phone_number", "+49 30 555100", "current_limit", "TIER_1K"));

        var call = eventually("business notification", () -> customer.calls().stream()
                .filter(one -> one.path().equals("/business"))
                .findFirst()
                .orElse(null));

        Contract.checkWebhook("businessNotification", call.body().toString());
        schemas.check("businessNotification", call);
        assertEquals(
                "FLAGGED", call.body().path("changedValue").path("newValue").asText());
        assertEquals(
                LocalIdentities.WHATSAPP_NUMBER,
                call.body().path("entity").path("phoneNumber").asText());
        requireSignature(call);
    }

    /** Excludes the partner, for which the sandbox sends no inbound messages here. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VIBER_PARTNER")
    void inboundTextArrivesAtTheInboundUrl(Route route) throws Exception {
        new PersonWithPhone(team.platform().endpoints().sandbox())
                .write(route.channel, route.person(), route.identity, "Hi there " + route);

        var call = eventually(route + " inbound", () -> customer.calls().stream()
                .filter(one -> one.path().equals("/inbound"))
                .filter(one -> one.body().path("channel").asText().equals(route.channel))
                .findFirst()
                .orElse(null));

        assertEquals("MoMessage", call.body().path("event").asText());
        assertEquals(
                "Hi there " + route, call.body().path("content").path("text").asText());
        assertEquals(route.identity, call.body().path("to").asText());
        assertEquals(route.person(), call.body().path("from").asText());
        Contract.check("MoMessage", call.body().toString());
        schemas.check("inboundMessage", call);
        requireSignature(call);
        assertEquals(
                "inbound",
                eventually(route + " is in the conversation", () -> written(route))
                        .asText());
    }

    /** Direction of the newest message of the conversation if it is the one that the person has written. */
    private JsonNode written(Route route) {
        try {
            var newest = team.conversation(route.channel, route.identity, route.person())
                    .path(0);
            return newest.at("/content/text").asText().equals("Hi there " + route) ? newest.path("direction") : null;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void onlyFilteredEventsAreReported() throws Exception {
        var route = Route.SMS;
        team.put(
                route.callbacks(),
                Map.of(
                        "messageStatusUrl",
                        customer.url("/filtered"),
                        "eventFilter",
                        List.of("MessageStatus::delivered")));
        var message = team.sendText(route.channel, route.identity, "4915550007777", "Filtered");
        eventually("delivery reported", () -> statesReported(message).contains("delivered") ? message : null);

        assertEquals(Set.of("delivered"), statesReported(message));
        assertTrue(callsOf(message).stream().allMatch(call -> call.path().equals("/filtered")));
    }

    @Test
    void unknownMessageIsAProblem() throws Exception {
        var response = team.call("GET", "/messages/0190a0a0-0000-7000-8000-000000000000/status", null);

        assertEquals(404, response.statusCode());
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("content-type").orElse("").replaceAll(";.*", ""));
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

    private JsonNode sent(Route route, String person) throws Exception {
        return new SandboxLedger(team.platform().endpoints().sandbox())
                .accepted(route.channel).stream()
                        .filter(entry ->
                                Objects.equals(entry.path("to").asText().replace("+", ""), person))
                        .findFirst()
                        .orElseThrow();
    }

    private void requireContractAndSignature(CountingCustomer.Call call) {
        Contract.check("MessageStatusEvent", call.body().toString());
        schemas.check("messageStatus", call);
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
