package io.parley.messaging.callback.operator;

import static io.parley.messaging.directory.Operator.ACCOUNT;
import static io.parley.messaging.directory.Operator.checked;

import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.callback.PlanCallbacks;
import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.messaging.callback.delivery.RecordingCustomer;
import io.parley.messaging.directory.Operator;
import io.parley.messaging.directory.Operator.Customer;
import io.parley.messaging.model.MessageEvent;
import io.parley.messaging.model.MessageReference;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.StatusFacts;
import io.parley.runtime.ids.Ids;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A customer created by the operator API, with a status URL set by the API. */
abstract class WithCalledCustomer {
    static final String PATTERN = ACCOUNT + "/callbacks";

    @Inject
    PlanCallbacks plan;

    @Inject
    CallbackTable table;

    RecordingCustomer listener;
    Customer customer;
    String path;

    @BeforeEach
    void startCustomer() {
        listener = new RecordingCustomer();
        customer = Operator.customer("Called");
        path = "/accounts/" + customer.accountId() + "/callbacks";
        configure("/status", "");
    }

    @AfterEach
    void cleanUp() {
        table.deleteOf(UUID.fromString(customer.accountId()));
        listener.close();
    }

    void configure(String where, String more) {
        customer.request()
                .contentType("application/json")
                .body("{\"messageStatusUrl\":\"" + listener.url(where) + "\"" + more + "}")
                .put("/conversations/v3/configurations/callbacks")
                .then()
                .statusCode(200);
    }

    ValidatableResponse list(String query) {
        return checked("get", PATTERN, path + "?" + query, null, 200);
    }

    List<String> states(String query) {
        return list(query).extract().path("state");
    }

    ValidatableResponse replay(Map<String, Object> filter) {
        return checked("post", PATTERN + "/replay", path + "/replay", filter, 202);
    }

    CallbackRow status(UUID message, MessageState state) {
        return plan.status(facts(message, state)).orElseThrow();
    }

    StatusFacts facts(UUID message, MessageState state) {
        return facts(UUID.fromString(customer.accountId()), message, state);
    }

    StatusFacts facts(UUID account, UUID message, MessageState state) {
        var now = Instant.now();
        var reference = new MessageReference(
                message, account, Ids.next(), "viber", "7042", "4915550001111", null, null, now, null);
        return new StatusFacts(reference, MessageEvent.of(message, state, now, null));
    }

    long jobs() {
        return table.count("account_id = '%s'".formatted(customer.accountId()));
    }
}
