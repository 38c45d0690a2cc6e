package io.parley.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.model.Topics;
import io.parley.runtime.test.ContractAssertions;
import io.parley.runtime.test.WithWhatsAppAccount;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;

/** A customer with a WhatsApp account, and Meta's flows of the account. Every response is compared with the contract. */
public abstract class WithFlows extends WithWhatsAppAccount {
    protected static final String FLOWS = "/channels/whatsapp/accounts/{whatsapp-account-id}/flows";
    protected static final String FLOW = FLOWS + "/{whatsapp-flow-id}";

    @BeforeEach
    void resetMeta() {
        MetaFlowsServer.reset();
    }

    protected String path() {
        return API + "/accounts/" + account.id() + "/flows";
    }

    protected String path(String flowId) {
        return path() + "/" + flowId;
    }

    /** Creates a draft and returns its id. */
    protected String create(String name) {
        return create(JsonObject.of("name", name, "categories", JsonArray.of("SURVEY")))
                .then()
                .statusCode(201)
                .extract()
                .path("flowId");
    }

    protected Response create(JsonObject flow) {
        return answer("POST", FLOWS, withBody(flow.encode()).post(path()));
    }

    protected Response update(String flowId, JsonObject change) {
        return answer("POST", FLOW, withBody(change.encode()).post(path(flowId)));
    }

    protected Response upload(String flowId, String body) {
        return answer("POST", FLOW + "/assets", withBody(body).post(path(flowId) + "/assets"));
    }

    /** Creates a draft whose file has no errors. */
    protected String createComplete(String name) {
        var id = create(name);
        upload(id, validFlow()).then().statusCode(200);
        return id;
    }

    protected Response publish(String flowId) {
        return answer("POST", FLOW + "/publish", request().post(path(flowId) + "/publish"));
    }

    protected Response deprecate(String flowId) {
        return answer("POST", FLOW + "/deprecate", request().post(path(flowId) + "/deprecate"));
    }

    protected Response delete(String flowId) {
        return answer("DELETE", FLOW, request().delete(path(flowId)));
    }

    protected JsonNode read(String flowId) {
        var response = answer("GET", FLOW, request().get(path(flowId)));
        assertEquals(200, response.statusCode(), response.asString());
        return body(response);
    }

    protected JsonNode list() {
        return body(answer("GET", FLOWS, request().get(path() + "?size=1000")));
    }

    /** The status that the API returns. */
    protected String status(String flowId) {
        return read(flowId).path("status").asText();
    }

    protected static JsonNode body(Response response) {
        return json(response.asString());
    }

    private RequestSpecification withBody(String body) {
        return request().contentType("application/json").body(body);
    }

    private static Response answer(String method, String path, Response response) {
        return ContractAssertions.answer(method, path, response);
    }

    /** A Flow of one screen without errors. */
    protected static String validFlow() {
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
    protected static String endpointFlow() {
        return validFlow()
                .replace(
                        "\"version\": \"7.2\",",
                        "\"version\": \"7.2\", \"data_api_version\": \"3.0\", \"routing_model\": { \"THANKS\": [] },");
    }

    /** The same with an unknown key. */
    protected static String brokenFlow() {
        return validFlow().replace("\"title\": \"Thanks\",", "\"title\": \"Thanks\", \"colour\": \"red\",");
    }

    protected void webhook(String flowId, JsonObject value, Instant at) {
        webhook(
                Topics.FLOW_PROVIDER_EVENTS,
                "flows",
                value.copy().put("flow_id", flowId).encode(),
                flowId,
                at);
    }

    /** Meta's webhook about a new status, which the flow has there. */
    protected void statusWebhook(String flowId, String status, Instant at) {
        MetaFlowsServer.flow(flowId).json().put("status", status);
        webhook(flowId, JsonObject.of("event", "FLOW_STATUS_CHANGE", "message", "Changed", "new_status", status), at);
    }
}
