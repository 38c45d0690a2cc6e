package io.parley.messaging.overview;

import static io.parley.messaging.directory.Operator.checked;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.console.WithConsole;
import io.parley.messaging.message.Tenant;
import io.parley.messaging.model.ProviderError;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What waits, fails and is connected, and what could not be processed, by the operator API. */
@QuarkusTest
@TestProfile(WithConsole.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class OverviewTest {
    private static final ProviderError BUSY = ProviderError.ours("unexpectedanswer", "HTTP status 503");

    @Inject
    Tenant tenant;

    @Inject
    ScriptedChannel channel;

    @Inject
    CallbackTable table;

    private final String person = Tenant.person();

    @Test
    void waitingMessagesAreCountedBySenderStateAndReason() {
        channel.answer(person, new Submission.Deferred(BUSY, Duration.ofHours(1), true));
        tenant.send(person, "first");
        tenant.send(person, "second");

        Eventually.holds(() -> overview()
                .body(ofSender("find { it.reason == 'throttled' }.messages"), equalTo(1))
                .body(ofSender("messages.sum()"), equalTo(2))
                .body(ofSender("from.unique()"), equalTo(List.of(tenant.serviceId())))
                .body(
                        ofSender("accountId.unique()"),
                        equalTo(List.of(tenant.account().toString()))));
    }

    @Test
    void openCircuitBreakerIsReportedByItsInstance() {
        for (var i = 0; i < 5; i++) {
            var other = Tenant.person();
            channel.answer(other, new Submission.Deferred(BUSY, Duration.ofHours(1), false));
            tenant.send(other, "fails");
        }

        Eventually.holds(() -> overview()
                .body("instances", hasSize(greaterThanOrEqualTo(1)))
                .body("instances.find { it.instance == 'tests' }.startedAt", notNullValue())
                .body(
                        "instances.find { it.instance == 'tests' }.openSenders.senderId",
                        hasItem(tenant.sender().toString())));
    }

    @Test
    void callbacksAreCountedByAccountAndState() {
        var id = Ids.next();
        table.run("insert into callback_job (id, account_id, state) values ('%s', '%s', 'exhausted')"
                .formatted(id, tenant.account()));

        overview()
                .body("callbacks.find { it.accountId == '" + tenant.account() + "' }.state", equalTo("exhausted"))
                .body("callbacks.find { it.accountId == '" + tenant.account() + "' }.accountName", equalTo("Test"));
        table.deleteOf(tenant.account());
    }

    @Test
    void statusWithoutAMessageIsListed() {
        var id = "unknown-" + UUID.randomUUID();
        table.run("""
                insert into orphan_status (provider, provider_id, state, at, error_code, error_text, recipient)
                values ('viber', '%s', 'failed', now(), 'viber::error::1', 'refused', '%s')""".formatted(id, person));

        checked("get", "/orphan-statuses", "/orphan-statuses?size=1000", null, 200)
                .body("find { it.providerId == '" + id + "' }.to", equalTo(person))
                .body("find { it.providerId == '" + id + "' }.error.code", equalTo("viber::error::1"))
                .body("find { it.providerId == '" + id + "' }.status", equalTo("failed"));
    }

    @Test
    void parkedEventIsProcessedAgainAndParkedAgainIfItStillCannotBe() {
        var id = "parked-" + UUID.randomUUID();
        var connection = "smpp-" + UUID.randomUUID();
        park(id, "messaging.provider-events", event(id));
        park(connection, "sms", "deliver_sm");

        parked().body(parkedAs(id, "replayable"), equalTo(true))
                .body(parkedAs(connection, "replayable"), equalTo(false));
        checked("post", "/parked-events/replay", "/parked-events/replay", Map.of("ids", List.of(id, connection)), 202)
                .body("replayed", equalTo(1));

        Eventually.holds(() -> parked().body(parkedAs(id, "reason"), equalTo("no channel for provider pager")));
        parked().body(parkedAs(connection, "reason"), equalTo("test")).body("id", not(hasItem("replay")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"ids\":[]}", "{\"ids\":[\"\"]}", "{\"id\":\"1\"}"})
    void invalidReplayIsRejected(String body) {
        checked("post", "/parked-events/replay", "/parked-events/replay", body, 400);
    }

    private void park(String id, String source, String payload) {
        table.run("insert into parked_event (id, source, reason, payload) values ('%s', '%s', 'test', '%s')"
                .formatted(id, source, payload));
    }

    private static String event(String id) {
        return """
                {"schema":1,"id":"%s","provider":"pager","kind":"message","sender":"4711-unknown","key":"k",\
                "receivedAt":"2026-03-02T09:00:00Z","payload":{"metadata":{"phone_number_id":"4711-unknown"},\
                "message":{"from":"49155500","id":"wamid.%s","timestamp":"1772442000","type":"text","text":{"body":"Hi"}}}}""".formatted(id, id);
    }

    private String ofSender(String rest) {
        return "queues.findAll { it.senderId == '" + tenant.sender() + "' }." + rest;
    }

    private static String parkedAs(String id, String member) {
        return "find { it.id == '" + id + "' }." + member;
    }

    private static ValidatableResponse overview() {
        return checked("get", "/overview", "/overview", null, 200);
    }

    private static ValidatableResponse parked() {
        return checked("get", "/parked-events", "/parked-events?size=1000", null, 200);
    }
}
