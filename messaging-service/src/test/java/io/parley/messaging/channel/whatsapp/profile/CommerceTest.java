package io.parley.messaging.channel.whatsapp.profile;

import static io.parley.messaging.channel.whatsapp.profile.SettingsRequests.checked;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.channel.whatsapp.account.GraphServer;
import io.parley.messaging.channel.whatsapp.account.GraphServer.Reply;
import io.parley.model.Scope;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET} and {@code POST} of a number's commerce settings. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@WithTestResource(GraphServer.class)
@ExtendWith(GraphServer.class)
class CommerceTest {
    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    private final SettingsRequests settings = new SettingsRequests(customer);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'is_cart_enabled':true,'is_catalog_visible':true,'id':'1'} | true",
                "{'is_cart_enabled':true,'is_catalog_visible':false,'id':'1'} | false",
                "`` | false"
            })
    void theSettingIsReadFromMeta(String stored, boolean enabled) {
        GraphServer.on(settings.meta("GET", "/whatsapp_commerce_settings"), "{'data':[" + stored + "]}");

        read(200).body("enabled", equalTo(enabled)).body("size()", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theIconsAreShownAndHiddenWithoutABody(boolean enable) {
        GraphServer.on(settings.meta("POST", "/whatsapp_commerce_settings"), "{'success':true}");

        change("?enable=" + enable, 204).body(equalTo(""));

        var query = GraphServer.calls(settings.meta("POST", "/whatsapp_commerce_settings"))
                .getFirst()
                .query();
        assertEquals(Boolean.toString(enable), query.get("is_cart_enabled"));
        assertEquals(Boolean.toString(enable), query.get("is_catalog_visible"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "?enable=", "?enable=maybe", "?enable=TRUE", "?enable=true&enable=true", "?enabled=true"})
    void aMissingOrBadValueIsRejected(String query) {
        change(query, 400).body("violations.field", equalTo(List.of("enable")));

        assertEquals(List.of(), GraphServer.calls());
    }

    @Test
    void failuresOfMetaAreClearProblems() {
        GraphServer.on(settings.meta("POST", "/whatsapp_commerce_settings"), Reply.error(400, 100));
        change("?enable=true", 400).body("detail", containsString("Title – Details"));
        GraphServer.on(settings.meta("POST", "/whatsapp_commerce_settings"), Reply.error(400, 80007));
        change("?enable=true", 503).header("Retry-After", "60");
        GraphServer.stayQuiet();
        change("?enable=true", 503);
        read(503);
    }

    @Test
    void theLastSettingIsServedWhileMetaFails() {
        GraphServer.on(settings.meta("GET", "/whatsapp_commerce_settings"), "{'data':[{'is_catalog_visible':true}]}");
        read(200);
        GraphServer.on(settings.meta("GET", "/whatsapp_commerce_settings"), Reply.error(401, 190));

        read(200).body("enabled", equalTo(true));
    }

    @Test
    void foreignAndUnknownNumbersGetTheSameResponseAndTheScopesAreNeeded() {
        var unknown = checked("GET", "commerce", settings.get("4930555100", "commerce"), 404)
                .extract()
                .asString();
        for (var other : settings.unknownNumbers()) {
            assertEquals(unknown, settings.get(other, "commerce").asString());
            assertEquals(
                    unknown,
                    customer.request().post(settings.path(other, "commerce")).asString());
        }
        customer.use(customer.addNumber(customer.account(), EnumSet.of(Scope.MESSAGES_WRITE)));
        read(403);
        change("?enable=true", 403);
    }

    private ValidatableResponse read(int status) {
        return checked("GET", "commerce", customer.request().get(settings.path("commerce")), status);
    }

    private ValidatableResponse change(String query, int status) {
        return checked(
                "POST",
                "commerce",
                customer.request()
                        .accept("application/problem+json")
                        .urlEncodingEnabled(false)
                        .noContentType()
                        .post(settings.path("commerce") + query),
                status);
    }
}
