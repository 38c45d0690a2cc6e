package io.parley.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.model.Topics;
import io.parley.runtime.test.ContractAssertions;
import io.parley.runtime.test.WhatsAppCustomer;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Requests of a customer about flows, and Meta's flows of the account, of which there are none before a test. Every
 * response is compared with the contract.
 */
public final class FlowDriver implements BeforeEachCallback {
    private static final String FLOWS = "/channels/whatsapp/accounts/{whatsapp-account-id}/flows";
    static final String FLOW = FLOWS + "/{whatsapp-flow-id}";

    private final WhatsAppCustomer customer;

    public FlowDriver(WhatsAppCustomer customer) {
        this.customer = customer;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        MetaFlowsServer.reset();
    }

    public String path() {
        return WhatsAppCustomer.API + "/accounts/" + customer.account().id() + "/flows";
    }

    public String path(String flowId) {
        return path() + "/" + flowId;
    }

    /** Creates a draft and returns its id. */
    public String create(String name) {
        return create(JsonObject.of("name", name, "categories", JsonArray.of("SURVEY")))
                .statusCode(201)
                .extract()
                .path("flowId");
    }

    public ValidatableResponse create(JsonObject flow) {
        return answer("POST", FLOWS, withBody(flow.encode()).post(path())).then();
    }

    public ValidatableResponse update(String flowId, JsonObject change) {
        return answer("POST", FLOW, withBody(change.encode()).post(path(flowId)))
                .then();
    }

    public ValidatableResponse upload(String flowId, String body) {
        return answer("POST", FLOW + "/assets", withBody(body).post(path(flowId) + "/assets"))
                .then();
    }

    /** Creates a draft whose file has no errors. */
    public String createComplete(String name) {
        var id = create(name);
        upload(id, validFlow()).statusCode(200);
        return id;
    }

    public ValidatableResponse publish(String flowId) {
        return answer("POST", FLOW + "/publish", customer.request().post(path(flowId) + "/publish"))
                .then();
    }

    public ValidatableResponse deprecate(String flowId) {
        return answer("POST", FLOW + "/deprecate", customer.request().post(path(flowId) + "/deprecate"))
                .then();
    }

    public ValidatableResponse delete(String flowId) {
        return answer("DELETE", FLOW, customer.request().delete(path(flowId))).then();
    }

    public JsonNode read(String flowId) {
        var response = answer("GET", FLOW, customer.request().get(path(flowId)));
        assertEquals(200, response.statusCode(), response.asString());
        return body(response);
    }

    public JsonNode list() {
        return body(answer("GET", FLOWS, customer.request().get(path() + "?size=1000")));
    }

    /** The status that the API returns. */
    public String status(String flowId) {
        return read(flowId).path("status").asText();
    }

    public static JsonNode body(Response response) {
        return WhatsAppCustomer.json(response.asString());
    }

    private RequestSpecification withBody(String body) {
        return customer.request().contentType("application/json").body(body);
    }

    private static Response answer(String method, String path, Response response) {
        return ContractAssertions.answer(method, path, response);
    }

    /** A Flow of one screen without errors. */
    public static String validFlow() {
        return """
                {
                  "version": "7.2",
                  "screens": [
                    {
                      "id": "THANKS",
                      "title": "Thanks",
                      "terminal": true,
                      "layout": {
                        "type": "SingleColumnLayout",
                        "children": [
                          { "type": "TextHeading", "text": "Thank you" },
                          {
                            "type": "Footer",
                            "label": "Done",
                            "on-click-action": { "name": "complete", "payload": {} }
                          }
                        ]
                      }
                    }
                  ]
                }
                """;
    }

    /** The same with data from an endpoint. */
    public static String endpointFlow() {
        return validFlow()
                .replace(
                        "\"version\": \"7.2\",",
                        "\"version\": \"7.2\", \"data_api_version\": \"3.0\", \"routing_model\": { \"THANKS\": [] },");
    }

    /** The same with an unknown key. */
    public static String brokenFlow() {
        return validFlow().replace("\"title\": \"Thanks\",", "\"title\": \"Thanks\", \"colour\": \"red\",");
    }

    public void webhook(String flowId, JsonObject value, Instant at) {
        customer.webhook(
                Topics.FLOW_PROVIDER_EVENTS,
                "flows",
                value.copy().put("flow_id", flowId).encode(),
                flowId,
                at);
    }

    /** Meta's webhook about a new status, which the flow has there. */
    public void statusWebhook(String flowId, String status, Instant at) {
        MetaFlowsServer.flow(flowId).json().put("status", status);
        webhook(flowId, JsonObject.of("event", "FLOW_STATUS_CHANGE", "message", "Changed", "new_status", status), at);
    }
}
