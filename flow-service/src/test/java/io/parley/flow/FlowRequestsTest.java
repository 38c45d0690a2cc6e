package io.parley.flow;

import static io.parley.flow.FlowDriver.validFlow;
import static io.parley.runtime.test.WhatsAppCustomer.digits;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Account;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests that are refused, and who may make them. Uploads are in {@link FlowUploadRequestsTest}. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaFlowsServer.class)
class FlowRequestsTest {
    private static final String UNKNOWN = "1";

    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @RegisterExtension
    final FlowDriver flows = new FlowDriver(customer);

    @Test
    void aDraftNeedsANameAndACategoryOfTheContract() {
        refused(new JsonObject().put("categories", JsonArray.of("OTHER")), "name");
        refused(flow("", "OTHER"), "name");
        refused(flow("   ", "OTHER"), "name");
        refused(flow("x".repeat(201), "OTHER"), "name");
        refused(flow("No category"), "categories");
        refused(JsonObject.of("name", "No categories"), "categories");
        refused(flow("Unknown", "OTHER", "PROMOTION"), "categories[1]");
        refused(flow("Unknown member", "OTHER").put("flowJson", "{}"), "flowJson");
        assertEquals(List.of(), MetaFlowsServer.changes());
        flows.create(flow("x".repeat(200), "OTHER")).statusCode(201);
    }

    @Test
    void aChangeHasOnlyValidMembers() {
        var id = flows.create("To change");

        for (var change : List.of(
                JsonObject.of("name", ""),
                JsonObject.of("categories", new JsonArray()),
                JsonObject.of("categories", JsonArray.of("PROMOTION")),
                JsonObject.of("status", "PUBLISHED"))) {
            flows.update(id, change).statusCode(400).body("title", equalTo("Constraint Violation"));
        }
        assertEquals(List.of("POST flows"), MetaFlowsServer.changes());
    }

    @Test
    void transitionsNeedNeitherBodyNorContentType() {
        var id = flows.createComplete("Bare");

        customer.request()
                .contentType("application/json")
                .post(flows.path(id) + "/publish")
                .then()
                .statusCode(200);
        customer.request()
                .contentType("application/json")
                .body("{}")
                .post(flows.path(id) + "/deprecate")
                .then()
                .statusCode(200);
    }

    @Test
    void anIdThatMetaDoesNotGiveIsUnknown() {
        for (var id : List.of("abc", "1".repeat(33), "-1", "1200345067890123", "%20")) {
            for (var response : all(id)) {
                response.then().statusCode(404);
            }
        }
    }

    @Test
    void aForeignFlowIsLikeOneThatDoesNotExist() {
        var foreign = MetaFlowsServer.put("30" + digits(), "Foreign", "DRAFT").id();
        var own = flows.create("Of the first");
        var other = UUID.randomUUID();
        customer.add(new Account(other, "Other", true, 1));
        var otherKey = customer.addKey(other, EnumSet.allOf(Scope.class));
        var otherAccount =
                customer.add(new WhatsAppAccount(UUID.randomUUID(), other, "31" + digits(), "Other", true, 1));
        customer.addNumber(otherAccount, EnumSet.allOf(Scope.class));

        var unknown = all(UNKNOWN);
        var found = all(foreign);
        customer.use(otherKey);
        customer.use(otherAccount);
        var ofOther = all(own);

        for (var i = 0; i < unknown.size(); i++) {
            assertEquals(404, found.get(i).statusCode());
            assertEquals(unknown.get(i).asString(), found.get(i).asString());
            assertEquals(unknown.get(i).asString(), ofOther.get(i).asString());
        }
        assertEquals("DRAFT", MetaFlowsServer.flow(foreign).status());
        assertEquals("DRAFT", MetaFlowsServer.flow(own).status());
    }

    /** Every operation about one flow. */
    private List<Response> all(String id) {
        return List.of(
                customer.request().get(flows.path(id)),
                customer.request()
                        .contentType("application/json")
                        .body("{\"name\":\"x\"}")
                        .post(flows.path(id)),
                customer.request().delete(flows.path(id)),
                customer.request().get(flows.path(id) + "/assets"),
                customer.request()
                        .contentType("application/json")
                        .body(validFlow())
                        .post(flows.path(id) + "/assets"),
                customer.request().post(flows.path(id) + "/publish"),
                customer.request().post(flows.path(id) + "/deprecate"));
    }

    @Test
    void everyOperationNeedsItsScopeOnTheKeyAndOnANumber() {
        var id = flows.create("Scoped");
        var all = customer.key();

        customer.use(customer.addKey(customer.id(), EnumSet.complementOf(EnumSet.of(Scope.FLOWS_READ))));
        forbidden(Method.GET, "", "/" + id, "/" + id + "/assets");
        customer.use(customer.addKey(customer.id(), EnumSet.complementOf(EnumSet.of(Scope.FLOWS_WRITE))));
        forbidden(Method.POST, "/" + id + "/publish", "/" + id + "/deprecate");
        forbidden(Method.DELETE, "/" + id);
        flows.create(flow("Not granted", "OTHER")).statusCode(403);
        flows.update(id, new JsonObject()).statusCode(403);
        flows.upload(id, validFlow()).statusCode(403);

        customer.use(all);
        customer.remove(customer.number());
        forbidden(Method.GET, "", "/" + id);
        customer.addNumber(customer.account(), Set.of(Scope.FLOWS_READ));
        customer.request().get(flows.path()).then().statusCode(200);
        flows.publish(id).statusCode(403).body("detail", containsString("flows:write"));
    }

    @Test
    void theListHasPagesAndHeaders() {
        flows.create("B");
        flows.create("A");
        flows.create("C");

        customer.request()
                .get(flows.path() + "?page=2&size=2")
                .then()
                .statusCode(200)
                .header("x-total-items", "3")
                .header("x-total-pages", "2")
                .header("Link", containsString("rel=\"previous\""))
                .body("name", equalTo(List.of("C")));
        customer.request()
                .get(flows.path())
                .then()
                .header("x-page-size", "1000")
                .body("name", equalTo(List.of("A", "B", "C")));
        customer.request()
                .get(flows.path() + "?size=0")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("size"));
    }

    private void forbidden(Method method, String... paths) {
        for (var path : paths) {
            customer.request().request(method, flows.path() + path).then().statusCode(403);
        }
    }

    private void refused(JsonObject flow, String field) {
        flows.create(flow).statusCode(400).body("violations.field", hasItem(field));
    }

    private static JsonObject flow(String name, String... categories) {
        return JsonObject.of("name", name, "categories", new JsonArray(List.of((Object[]) categories)));
    }
}
