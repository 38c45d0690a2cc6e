package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.runtime.test.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
    /** The new values of the notifications. */
    private static final Map<String, String> NOTIFIED = Map.ofEntries(
            Map.entry("template.approved", "APPROVED"),
            Map.entry("template.rejected", "REJECTED"),
            Map.entry("template.paused", "PAUSED"),
            Map.entry("template.disabled", "DISABLED"),
            Map.entry("template.quality", "RED"),
            Map.entry("template.category", "MARKETING"),
            Map.entry("number.quality", "RED"),
            Map.entry("number.limit", "TIER_2K"),
            Map.entry("number.name", "APPROVED"),
            Map.entry("account.violation", "ACCOUNT_VIOLATION"));

    private final Platform platform;
    private final ProductTeam team;
    private CountingCustomer customer;
    private int people;

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
        for (var trigger : triggers("inbound.")) {
            var person = "4915557020%03d".formatted(people++);
            run(trigger, "--from", person);

            eventually(trigger + " is reported", () -> customer.calls().stream()
                    .filter(call -> call.path().equals("/inboundMessage"))
                    .filter(call -> call.body().path("from").asText().equals(person))
                    .findFirst()
                    .orElse(null));
        }
        checkCalls("/inboundMessage", "inboundMessage");
    }

    @Test
    void statusesAreReported() throws Exception {
        for (var trigger : triggers("status.")) {
            var message = run(trigger).findValue("messageId").asText();
            var status = trigger.name().equals("status.delivered") ? "delivered" : "failed";

            eventually(
                    trigger + " is reported",
                    () -> customer.messagesWith("MessageStatus::" + status).contains(message) ? message : null);
        }
        checkCalls("/messageStatus", "messageStatus");
    }

    @Test
    void changesOfTemplatesNumbersAndAccountsAreReported() throws Exception {
        for (var trigger : triggers("template.", "number.", "account.")) {
            var before = notified(trigger.name());
            run(trigger);

            eventually(trigger + " is reported", () -> notified(trigger.name()) > before ? trigger : null);
        }
        checkCalls("/businessNotification", "businessNotification");
    }

    @Test
    void everyTriggerIsTested() throws Exception {
        Set<String> others = new TreeSet<>();
        triggers("").forEach(trigger -> others.add(trigger.name()));
        others.removeAll(NOTIFIED.keySet());
        others.removeIf(name -> name.startsWith("inbound.") || name.startsWith("status."));

        assertEquals(Set.of(), others);
    }

    private long notified(String trigger) {
        return customer.calls().stream()
                .map(call -> call.body().at("/changedValue/newValue").asText())
                .filter(NOTIFIED.get(trigger)::equals)
                .count();
    }

    private void checkCalls(String path, String webhook) {
        customer.calls().stream()
                .filter(call -> call.path().equals(path))
                .forEach(call -> Contract.checkWebhook(webhook, call.body().toString()));
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
