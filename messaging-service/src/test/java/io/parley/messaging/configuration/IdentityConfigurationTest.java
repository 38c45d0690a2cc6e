package io.parley.messaging.configuration;

import static io.parley.messaging.configuration.ConfigurationApi.FULL;
import static io.parley.messaging.configuration.ConfigurationApi.ROOT;
import static io.parley.messaging.configuration.ConfigurationApi.check;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.database.StartupWork;
import io.parley.messaging.directory.Operator;
import io.parley.model.ChannelName;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of a sender, and access to them. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class IdentityConfigurationTest {
    @Inject
    CallbackSettingsCache settings;

    @Inject
    CallbackSettingsRows rows;

    @Inject
    Directory directory;

    private ConfigurationApi api;

    @BeforeEach
    void createCustomer() {
        api = ConfigurationApi.ofNewCustomer();
    }

    @ParameterizedTest
    @CsvSource({
        "whatsapp,phone-numbers,phoneNumber,{phone-number}",
        "viber,service-ids,serviceId,{service-id}",
        "sms,phone-numbers,phoneNumber,{phone-number}"
    })
    void senderIsConfiguredOnEveryChannel(String channel, String kind, String member, String parameter) {
        var identity = Operator.sender(api.customer(), channel, null);
        var path = "/channels/" + channel + "/" + kind + "/" + identity;
        var pattern = "/configurations/channels/" + channel + "/" + kind + "/" + parameter;

        var set = api.put(
                        path + "/callbacks",
                        "{\"callbackVersion\":\"2.11\",\"inboundMessageUrl\":\"https://crm.example.com/in\"}")
                .statusCode(200)
                .body("id." + member, equalTo(identity))
                .body("channel", equalTo(channel))
                .body("name", equalTo("Corner Shop"))
                .body("scopes", hasItem("messages:write"))
                .body("scopes", not(hasItem("channels:read")))
                .body("callback.callbackVersion", equalTo("2.11"));
        check("PUT", pattern + "/callbacks", set);
        api.get(pattern, path).body("callback.inboundMessageUrl", equalTo("https://crm.example.com/in"));
        api.get(pattern, "/channels/" + channel + "/" + kind + "/%2B" + identity)
                .statusCode(200);
        api.get("/configurations/channels", "/channels").body("id." + member, hasItem(identity));
        api.get("/configurations/channels/" + channel, "/channels/" + channel).body("", hasSize(1));

        var unset =
                api.customer().request().put(ROOT + path + "/callbacks").then().statusCode(200);
        check("PUT", pattern + "/callbacks", unset);
        unset.body("callback", nullValue());
    }

    @Test
    void senderRejectsAccountMembers() {
        var identity = Operator.sender(api.customer(), "sms", null);

        api.put("/channels/sms/phone-numbers/" + identity + "/callbacks", FULL)
                .statusCode(400)
                .body("violations.field", contains("businessNotificationUrl", "signature", "header"));
    }

    @Test
    void unknownChannelsAndKindsAreNotFound() {
        var identity = Operator.sender(api.customer(), "viber", null);
        for (var path : List.of(
                "/channels/smoke",
                "/channels/Viber",
                "/channels/viber/phone-numbers/" + identity,
                "/channels/smoke/signals/1")) {
            api.get("/configurations/channels/viber", path, 404).body("title", equalTo("Not Found"));
        }
    }

    @Test
    void inaccessibleSendersGetTheSameResponse() {
        var foreign = Operator.sender(Operator.customer("Another customer"), "whatsapp", null);
        var readOnly = Operator.sender(api.customer(), "whatsapp", List.of("callbacks:read"));
        var expected = refusal("/channels/whatsapp/phone-numbers/" + Operator.unusedNumber());

        for (var identity : List.of(foreign, readOnly, "-1", "abc", "4".repeat(30), "%2B" + foreign)) {
            assertArrayEquals(expected, refusal("/channels/whatsapp/phone-numbers/" + identity), identity);
        }
    }

    @Test
    void accessIsCheckedBeforeTheBody() {
        api.customer()
                .request()
                .contentType("application/json")
                .body("{")
                .put(ROOT + "/channels/sms/phone-numbers/" + Operator.unusedNumber() + "/callbacks")
                .then()
                .statusCode(403);
    }

    @Test
    void changesOfAnotherInstanceApplyWithinTwoSeconds() throws InterruptedException {
        var identity = Operator.sender(api.customer(), "sms", null);
        var sender = directory.sender(new ChannelName("sms"), identity).orElseThrow();

        StartupWork.await(() -> rows.replace(
                sender.id(),
                sender.accountId(),
                row -> row.settings = JsonObject.of("inboundMessageUrl", "https://elsewhere.example.com/", "later", 1),
                row -> {}));

        var deadline = System.nanoTime() + 2_000_000_000L;
        while (settings.effective(sender.accountId(), sender.id()).inboundMessageUrl() == null) {
            assertTrue(System.nanoTime() < deadline, "not applied after two seconds");
            Thread.sleep(20);
        }
    }

    private byte[] refusal(String path) {
        var answer = api.put(path + "/callbacks", "{}").statusCode(403);
        check("PUT", "/configurations/channels/whatsapp/phone-numbers/{phone-number}/callbacks", answer);
        return answer.extract().asByteArray();
    }
}
