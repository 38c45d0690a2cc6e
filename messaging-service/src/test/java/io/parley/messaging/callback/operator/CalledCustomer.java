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
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.Dependent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A new customer for each test, created by the operator API, with a status URL set by the API. */
@Dependent
class CalledCustomer implements BeforeEachCallback, AfterEachCallback {
    static final String PATTERN = ACCOUNT + "/callbacks";

    private final PlanCallbacks plan;
    private final CallbackTable table;
    RecordingCustomer server;
    Customer customer;
    /** Path of the customer's callbacks in the operator API. */
    String path;

    CalledCustomer(PlanCallbacks plan, CallbackTable table) {
        this.plan = plan;
        this.table = table;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        server = new RecordingCustomer();
        customer = Operator.customer("Called");
        path = "/accounts/" + customer.accountId() + "/callbacks";
        configure("/status", "");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        table.deleteOf(UUID.fromString(customer.accountId()));
        server.close();
    }

    String accountId() {
        return customer.accountId();
    }

    RequestSpecification request() {
        return customer.request();
    }

    void configure(String where, String more) {
        customer.request()
                .contentType("application/json")
                .body("{\"messageStatusUrl\":\"" + server.url(where) + "\"" + more + "}")
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
