package io.parley.messaging.configuration;

import io.parley.messaging.directory.Operator;
import io.parley.messaging.directory.Operator.Customer;
import io.parley.runtime.test.ContractAssertions;
import io.restassured.response.ValidatableResponse;

/** Client of the configuration API for one customer; validates responses against the contract. */
record ConfigurationApi(Customer customer) {
    static final String ROOT = "/conversations/v3/configurations";

    /** A Callback with all members. */
    static final String FULL = """
            {"callbackVersion":"2.13","inboundMessageUrl":"https://crm.example.com/in",
             "messageStatusUrl":"https://crm.example.com/status",
             "businessNotificationUrl":"https://crm.example.com/business",
             "eventFilter":["MessageStatus::delivered","MessageStatus::failed"],
             "signature":{"method":"HS256","secret":"canary-of-a-signature"},
             "header":{"key":"authorization","value":"Bearer canary-of-a-header"}}""";

    static ConfigurationApi ofNewCustomer() {
        return new ConfigurationApi(Operator.customer("Configured"));
    }

    ValidatableResponse put(String path, String body) {
        return customer.request()
                .contentType("application/json")
                .body(body)
                .urlEncodingEnabled(false)
                .put(ROOT + path)
                .then();
    }

    ValidatableResponse get(String pattern, String path) {
        return get(pattern, path, 200);
    }

    ValidatableResponse get(String pattern, String path, int status) {
        var answer = customer.request()
                .urlEncodingEnabled(false)
                .get(ROOT + path)
                .then()
                .statusCode(status);
        check("GET", pattern, answer);
        return answer;
    }

    static void check(String method, String pattern, ValidatableResponse answer) {
        ContractAssertions.answer(method, pattern, answer.extract().response());
    }
}
