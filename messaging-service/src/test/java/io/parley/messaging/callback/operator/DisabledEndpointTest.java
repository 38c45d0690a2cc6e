package io.parley.messaging.callback.operator;

import static io.parley.messaging.directory.Operator.ACCOUNT;
import static io.parley.messaging.directory.Operator.checked;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.messaging.CapturedLog;
import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.callback.EndpointId;
import io.parley.messaging.callback.PlanCallbacks;
import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.messaging.callback.delivery.DeliveryProfile;
import io.parley.messaging.callback.endpoint.DisabledEndpoints;
import io.parley.messaging.callback.endpoint.EndpointLimiter;
import io.parley.messaging.directory.Operator;
import io.parley.messaging.model.MessageState;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An endpoint whose calls all fail for the time of the setting, by the APIs. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(DisabledEndpointTest.Impatient.class)
@Tag("slow")
class DisabledEndpointTest {
    /** Disables after seconds; one call at a time, so that their order can be observed. */
    public static class Impatient extends DeliveryProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("parley.callbacks.disable-after", "3s");
            overrides.put("parley.callbacks.per-endpoint", "1");
            return overrides;
        }
    }

    private static final String ENDPOINTS = ACCOUNT + "/callback-endpoints";
    private static final int ALL = 100_000;

    private final CapturedLog log = new CapturedLog();

    @Inject
    @RegisterExtension
    CalledCustomer customer;

    @Inject
    PlanCallbacks plan;

    @Inject
    CallbackTable table;

    @Inject
    MeterRegistry meters;

    @Inject
    DisabledEndpoints disabledEndpoints;

    @AfterEach
    void cleanUpEndpoints() {
        log.close();
        table.run("delete from callback_endpoint where account_id = '%s'".formatted(customer.accountId()));
    }

    @Test
    void callsOfADisabledEndpointAreKeptAndReplayedInOrderOnceAnOperatorEnablesIt() {
        customer.configure("/status?token=secret", "");
        var id = disable();
        endpoints()
                .body("url", contains(customer.server.url("/status")))
                .body("[0].failingSince", notNullValue())
                .body("[0].lastFailureAt", notNullValue());
        var kept = commitKept();

        Stream.of("suspended", "disabled").forEach(state -> assertTrue(gauge(state) >= 1, state));
        customer.server.clear("/status");
        checked("post", ENDPOINTS + "/{id}/enable", endpointsPath() + "/" + id + "/enable", null, 204);

        assertReplayedInOrder(kept);
        awaitNoEndpoints();
        checked("post", ENDPOINTS + "/{id}/enable", endpointsPath() + "/" + id + "/enable", null, 404);
        assertLogged("callback endpoint disabled", "host=127.0.0.1");
        assertLogged("callback endpoint enabled", "host=127.0.0.1");
    }

    @Test
    void newSettingsEnableTheEndpointAndItsCallsAreReplayedInOrder() {
        disable();
        var kept = commitKept();
        customer.server.clear("/status");

        customer.configure("/status", "");

        assertReplayedInOrder(kept);
        awaitNoEndpoints();
    }

    @Test
    void callsOfADisabledEndpointGoToANewUrl() {
        disable();
        var kept = commitKept();

        customer.configure("/new", "");

        Eventually.equal(true, () -> ids("/new").containsAll(ids(kept)));
        Eventually.equal(0L, this::pending);
    }

    /** Another instance disabled the endpoint, before or after this one started: both share only the database. */
    @Test
    void anEndpointThatAnotherInstanceDisabledGetsNoCalls() {
        var disabled = Ids.next();
        var key = EndpointLimiter.endpointKey(customer.server.url("/status"));
        table.run("""
                insert into callback_endpoint (id, account_id, endpoint_key, url, failing_since, last_failure, disabled_at)
                values ('%s', '%s', %d, '%s', now() - interval '4 days', now(), clock_timestamp())""".formatted(disabled, customer.accountId(), key, customer.server.url("/status")));
        var endpoint = new EndpointId(UUID.fromString(customer.accountId()), key);
        Eventually.equal(true, () -> disabledEndpoints.contains(endpoint));

        var kept = commitKept();
        assertEquals(List.of(), customer.server.calls("/status"));
        table.run("delete from callback_endpoint where id = '%s'".formatted(disabled));

        assertReplayedInOrder(kept);
    }

    /** Otherwise one account could disable the endpoint of another by calling it with wrong settings. */
    @Test
    void anEndpointIsDisabledOnlyForTheAccountWhoseCallsFail() {
        disable();
        customer.server.clear("/status");
        var other = Operator.customer("Same endpoint");
        other.request()
                .contentType("application/json")
                .body(Map.of("messageStatusUrl", customer.server.url("/status")))
                .put("/conversations/v3/configurations/callbacks")
                .then()
                .statusCode(200);

        var call = plan.status(customer.facts(UUID.fromString(other.accountId()), Ids.next(), MessageState.DELIVERED))
                .orElseThrow();
        table.commit(List.of(call));

        Eventually.equal(true, () -> ids("/status").contains(call.id()));
    }

    @Test
    void anEndpointThatSucceedsSometimesIsNotDisabled() {
        var end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (System.nanoTime() < end) {
            customer.server.answers("/status", 500, 500, 204);
            table.commit(List.of(customer.status(Ids.next(), MessageState.DELIVERED)));
            Eventually.equal(0L, customer::jobs);
        }

        awaitNoEndpoints();
        assertFalse(log.lines().stream().anyMatch(line -> line.contains("callback endpoint disabled")));
    }

    /** Makes calls that fail until the endpoint is disabled; returns its id in the operator API. */
    private String disable() {
        customer.server.answers(
                "/status", IntStream.generate(() -> 500).limit(ALL).toArray());
        Eventually.equal(true, () -> {
            table.commit(List.of(customer.status(Ids.next(), MessageState.DELIVERED)));
            return endpoints().extract().path("[0].disabledAt") != null;
        });
        return endpoints().extract().path("[0].id");
    }

    /** Commits calls that are kept, and checks that they are not attempted. */
    private List<CallbackRow> commitKept() {
        var kept = IntStream.range(0, 20)
                .mapToObj(i -> customer.status(Ids.next(), MessageState.DELIVERED))
                .toList();
        table.commit(kept);
        Eventually.equal(
                0L,
                () -> table.count(
                        "account_id = '%s' and state in ('due', 'claimed', 'parked')".formatted(customer.accountId())));
        customer.list("state=suspended&size=1000&from="
                        + Ids.time(kept.getFirst().id()))
                .body("id", contains(ids(kept).stream().map(UUID::toString).toArray()))
                .body("[0].attempts", equalTo(0));
        assertTrue(ids("/status").stream().noneMatch(ids(kept)::contains));
        return kept;
    }

    private void assertReplayedInOrder(List<CallbackRow> kept) {
        Eventually.equal(0L, this::pending);
        var replayed = ids("/status").stream().filter(ids(kept)::contains).toList();
        assertEquals(ids(kept), replayed);
    }

    private long pending() {
        return table.count("account_id = '%s' and state <> 'exhausted'".formatted(customer.accountId()));
    }

    private void assertLogged(String event, String member) {
        var lines = log.lines().stream().filter(line -> line.contains(event)).toList();
        assertEquals(1, lines.size(), event);
        assertTrue(lines.getFirst().contains(member), lines.getFirst());
        assertFalse(lines.getFirst().contains("/status"), lines.getFirst());
    }

    private double gauge(String name) {
        return name.equals("suspended")
                ? meters.get("parley.callback.suspended").gauge().value()
                : meters.get("parley.callback.endpoints.disabled").gauge().value();
    }

    private ValidatableResponse endpoints() {
        return checked("get", ENDPOINTS, endpointsPath(), null, 200);
    }

    /** A failure from before can be recorded late; the next success removes it. */
    private void awaitNoEndpoints() {
        Eventually.equal(0, () -> endpoints().extract().<List<?>>path("").size());
    }

    private String endpointsPath() {
        return "/accounts/" + customer.accountId() + "/callback-endpoints";
    }

    private List<UUID> ids(String where) {
        return customer.server.calls(where).stream()
                .map(call -> UUID.fromString(call.headers().get("webhook-id")))
                .toList();
    }

    private static List<UUID> ids(List<CallbackRow> rows) {
        return rows.stream().map(CallbackRow::id).toList();
    }
}
