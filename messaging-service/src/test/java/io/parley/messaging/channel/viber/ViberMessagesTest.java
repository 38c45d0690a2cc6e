package io.parley.messaging.channel.viber;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.message.Tenant;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Viber messages from the API to the provider. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(ScriptedViber.class)
@Tag("slow")
class ViberMessagesTest {
    private static final String IMAGE = "\"image\":{\"url\":\"https://shop.example.com/lamp.png\"}";

    @Inject
    Tenant tenant;

    @Test
    void componentsInATolerantSpellingAreSent() {
        ScriptedViber.up().answer(200, "{\"status\":0,\"message_token\":5741311803571721088}");

        var body = request("\"rateType\":\"promotion\"", """
                {"type":"components","components":{"body":[
                  {"contentType":"text","text":"New lamps are in."},
                  {"contentType":"image",%s},
                  {"type":"button","button":{"caption":"See them","callback":"https://shop.example.com/lamps"}}]}}""".formatted(IMAGE));
        String id = tenant.post(body).then().statusCode(202).extract().path("messageId");

        Eventually.holds(() -> assertEquals("dispatched", tenant.status(UUID.fromString(id))));
        var sent = ScriptedViber.server().lastRequest().body();
        assertEquals("picture", JsonPath.from(sent).getString("type"));
        assertEquals("https://shop.example.com/lamps", JsonPath.from(sent).getString("keyboard.Buttons[0].ActionBody"));
    }

    @ParameterizedTest
    @CsvSource({"rateType,content.contentType", "messagePurpose,content.contentType"})
    void anImageIsRejectedInATransaction(String member, String field) {
        tenant.post(request("\"" + member + "\":\"transaction\"", "{\"contentType\":\"image\"," + IMAGE + "}"))
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of(field)));
    }

    private String request(String rate, String content) {
        return "{\"to\":\"%s\",\"from\":\"%s\",\"channel\":\"viber\",%s,\"content\":%s}"
                .formatted(Tenant.person(), tenant.serviceId(), rate, content);
    }
}
