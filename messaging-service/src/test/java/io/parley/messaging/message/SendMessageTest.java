package io.parley.messaging.message;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
class SendMessageTest {

    @Inject
    Tenant tenant;

    @Inject
    Directory directory;

    @Inject
    ScriptedChannel channel;

    @Test
    void acceptedMessageIsSubmitted() {
        var to = Tenant.person();

        var id = tenant.send(to, "hello");

        Eventually.holds(() -> assertEquals("dispatched", tenant.status(id)));
        assertEquals(List.of(new ScriptedChannel.Call(id, to, "hello", 1, 0)), channel.callsTo(to));
        assertEquals(List.of("MessageStatus::accepted", "MessageStatus::dispatched"), tenant.events(id));
    }

    @Test
    void aliasesOfMembersAreAccepted() {
        tenant.post("""
                        {"to":"+4915550001111","from":"%s","channel":"viber","rateType":"session",
                         "overrides":{"messageStatusUrl":"https://example.com/status"},
                         "content":{"type":"text","text":"hi"}}""".formatted(tenant.serviceId())).then().statusCode(202);
    }

    @Test
    void foreignUnknownAndMalformedIdsReturnTheSame404() {
        var id = Tenant.create(directory).send(Tenant.person(), "secret");
        var foreign =
                tenant.get(id + "/status").then().statusCode(404).extract().asString();

        for (var unknown : List.of(UUID.randomUUID().toString(), "1-1-1-1-1", "{" + id + "}", "x")) {
            assertEquals(
                    foreign,
                    tenant.get(unknown + "/status")
                            .then()
                            .statusCode(404)
                            .extract()
                            .asString());
            assertEquals(
                    foreign,
                    tenant.get(unknown + "/events")
                            .then()
                            .statusCode(404)
                            .extract()
                            .asString());
        }
    }

    @Test
    void upperCaseIdsAreAccepted() {
        var id = tenant.send(Tenant.person(), "hi");

        tenant.get(id.toString().toUpperCase(java.util.Locale.ROOT) + "/status")
                .then()
                .statusCode(200)
                .body("messageId", equalTo(id.toString()));
    }

    @Test
    void missingKeyReturns401() {
        given().contentType("application/json")
                .body(tenant.text(Tenant.person(), "hi"))
                .post("/conversations/v3/messages")
                .then()
                .statusCode(401);
    }

    @Test
    void allViolationsAreReturnedAtOnce() {
        tenant.post("""
                        {"to":"abc","from":"","channel":"viber","colour":"red","context":"a\\u0007b",
                         "content":{"contentType":"text","text":""}}""")
                .then()
                .statusCode(400)
                .body(
                        "violations.field",
                        equalTo(List.of("colour", "context", "from", "to", "rateType", "content.text")))
                .body("violations", hasSize(6));
    }
}
