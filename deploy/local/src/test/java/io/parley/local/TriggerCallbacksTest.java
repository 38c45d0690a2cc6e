package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.local.CountingCustomer.Call;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each {@code parley trigger} takes the whole way: through the sandbox and the platform to the callback URL. */
@ExtendWith(OnePlatform.class)
@Timeout(240)
@Tag("slow")
class TriggerCallbacksTest {
    /** The entity, the property and the new value of each notification. */
    private static final Map<String, String> NOTIFIED = Map.ofEntries(
            Map.entry("template.approved", "template status APPROVED"),
            Map.entry("template.rejected", "template status REJECTED"),
            Map.entry("template.paused", "template status PAUSED"),
            Map.entry("template.disabled", "template status DISABLED"),
            Map.entry("template.quality", "template qualityRating RED"),
            Map.entry("template.category", "template category MARKETING"),
            Map.entry("number.quality", "phoneNumber status FLAGGED"),
            Map.entry("number.limit", "phoneNumber messagingTier TIER_2K"),
            Map.entry("number.name", "phoneNumber nameStatus APPROVED"),
            Map.entry("account.violation", "whatsAppBusinessAccount status ACCOUNT_VIOLATION"));

    private final Platform platform;
    private final ProductTeam team;
    private CountingCustomer customer;

    TriggerCallbacksTest(Platform platform) {
        this.platform = platform;
        this.team = new ProductTeam(platform);
    }

    @BeforeEach
    void receiveCallbacks() throws Exception {
        customer = new CountingCustomer();
        team.put(
                "/configurations/callbacks",
                Map.of(
                        "callbackVersion", "2.13", // the first with reactions
                        "messageStatusUrl", customer.url("/messageStatus"),
                        "inboundMessageUrl", customer.url("/inboundMessage"),
                        "businessNotificationUrl", customer.url("/businessNotification")));
    }

    @AfterEach
    void end() throws Exception {
        team.put("/configurations/callbacks", Map.of());
        customer.close();
    }

    @Test
    void messagesOfPeopleAreReported() throws Exception {
        Map<String, OnChannel> people = new TreeMap<>();
        for (var trigger : triggers("inbound.")) {
            var person = "4915557020%03d".formatted(people.size());
            run(trigger, "--from", person);
            people.put(person, trigger);
        }

        awaitAll(people, call -> call.body().path("from").asText(), "inboundMessage");
    }

    @Test
    void statusesAreReported() throws Exception {
        Map<String, OnChannel> statuses = new TreeMap<>();
        for (var trigger : triggers("status.")) {
            var status = trigger.name().equals("status.delivered") ? "delivered" : "failed";
            statuses.put(run(trigger).findValue("messageId").asText() + " " + status, trigger);
        }

        awaitAll(
                statuses,
                call -> call.body().path("messageId").asText() + " "
                        + call.body().path("status").asText(),
                "messageStatus");
    }

    @Test
    void changesOfTemplatesNumbersAndAccountsAreReported() throws Exception {
        Map<String, OnChannel> changes = new TreeMap<>();
        for (var trigger : triggers("template.", "number.", "account.")) {
            var template = run(trigger).findPath("name").asText();
            changes.put(template + ": " + NOTIFIED.get(trigger.name()), trigger);
        }

        awaitAll(changes, TriggerCallbacksTest::change, "businessNotification");
    }

    private static String change(Call call) {
        var entity = call.body().path("entity");
        var type = entity.path("type").asText();
        return (type.equals("template") ? entity.path("name").asText() : "") + ": " + type + " "
                + call.body().at("/changedValue/property").asText() + " "
                + call.body().at("/changedValue/newValue").asText();
    }

    /** Waits for a call for each of the triggers, and compares all calls with the contract. */
    private void awaitAll(Map<String, OnChannel> triggers, Function<Call, String> key, String webhook) {
        Eventually.holds(() -> {
            var seen = calls(webhook).map(key).collect(Collectors.toSet());
            var missing = new TreeMap<>(triggers);
            missing.keySet().removeAll(seen);
            assertEquals(Map.of(), missing, () -> "only these are reported: " + seen);
        });
        calls(webhook)
                .forEach(call -> Contract.checkWebhook(
                        webhook(call, webhook), call.body().toString()));
    }

    /** The contract has webhooks of their own for some events at the same URL. */
    private static String webhook(Call call, String webhook) {
        return switch (call.body().path("event").asText()) {
            case "MoMessage::Postback" -> "inboundPostback";
            case "MoMessage::Order" -> "inboundOrder";
            default -> webhook;
        };
    }

    @Test
    void everyTriggerIsTested() throws Exception {
        Set<String> others = new TreeSet<>();
        triggers("").forEach(trigger -> others.add(trigger.name()));
        others.removeAll(NOTIFIED.keySet());
        others.removeIf(name -> name.startsWith("inbound.") || name.startsWith("status."));

        assertEquals(Set.of(), others);
    }

    private Stream<Call> calls(String webhook) {
        return customer.calls().stream().filter(call -> call.path().equals("/" + webhook));
    }

    private JsonNode run(OnChannel trigger, String... options) throws Exception {
        var words = new ArrayList<>(List.of("trigger", trigger.name(), "--channel", trigger.channel(), "--json"));
        words.addAll(List.of(options));
        return ParleyRun.on(platform, words.toArray(String[]::new)).json();
    }

    /** The triggers whose names begin so, once for each of their channels. */
    private List<OnChannel> triggers(String... prefixes) throws Exception {
        List<OnChannel> found = new ArrayList<>();
        for (var trigger : ParleyRun.on(platform, "trigger", "--list", "--json").json()) {
            var name = trigger.path("name").asText();
            if (List.of(prefixes).stream().anyMatch(name::startsWith)) {
                trigger.path("channels").forEach(channel -> found.add(new OnChannel(name, channel.asText())));
            }
        }
        return found;
    }

    private record OnChannel(String name, String channel) {}
}
