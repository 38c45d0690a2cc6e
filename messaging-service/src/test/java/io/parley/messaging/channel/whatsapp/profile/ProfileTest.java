package io.parley.messaging.channel.whatsapp.profile;

import static io.parley.messaging.channel.whatsapp.profile.SettingsRequests.body;
import static io.parley.messaging.channel.whatsapp.profile.SettingsRequests.checked;
import static io.parley.messaging.channel.whatsapp.profile.SettingsRequests.tree;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.whatsapp.account.GraphServer;
import io.parley.messaging.channel.whatsapp.account.GraphServer.Reply;
import io.parley.model.Scope;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.buffer.Buffer;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET} and {@code PATCH} of a number's profile. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@WithTestResource(GraphServer.class)
@ExtendWith(GraphServer.class)
class ProfileTest {
    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    private final SettingsRequests settings = new SettingsRequests(customer);

    @Test
    void theProfileIsReadFromMetaInTheContractsWords() {
        settings.profileIs("""
                {'messaging_product':'whatsapp','about':'Open on Sundays','address':'Main St 1','description':'A shop',
                 'email':'shop@example.com','websites':['https://shop.example.com/'],'vertical':'PROF_SERVICES',
                 'profile_picture_url':'https://pps.whatsapp.net/1'}""");

        assertEquals(tree("""
                        {'about':'Open on Sundays','address':'Main St 1','description':'A shop',
                         'email':'shop@example.com','websites':['https://shop.example.com/'],
                         'vertical':'Professional Services'}"""), tree(read(200).header("Age", "0").extract().asString()));
    }

    @Test
    void aMemberWithoutAWordAndAnEmptyProfileAreLeftOut() {
        settings.profileIs("{'business_profile':{'vertical':'ALCOHOL','about':'Cheers','websites':[]}}");
        read(200).body("about", equalTo("Cheers")).body("size()", equalTo(1));

        GraphServer.on(settings.meta("GET", "/whatsapp_business_profile"), "{'data':[]}");
        read(200).body("size()", equalTo(0));
    }

    @Test
    void aChangeSendsOnlyWhatWasGiven() {
        changeIsAccepted();

        change("{'about':'Hello','vertical':'Food and Grocery','websites':['https://a.example']}", 204)
                .body(equalTo(""));

        assertEquals(
                tree(
                        "{'messaging_product':'whatsapp','about':'Hello','vertical':'GROCERY','websites':['https://a.example']}"),
                body(GraphServer.calls(settings.meta("POST", "/whatsapp_business_profile"))
                        .getFirst()));
    }

    @Test
    void anEmptyTextRemovesAMember() {
        changeIsAccepted();

        change("{'email':'','vertical':'','websites':['','']}", 204);

        assertEquals(
                tree("{'messaging_product':'whatsapp','email':'','vertical':'UNDEFINED','websites':[]}"),
                body(GraphServer.calls(settings.meta("POST", "/whatsapp_business_profile"))
                        .getFirst()));
    }

    @Test
    void aChangeOfNothingCallsNoOne() {
        change("{}", 204);

        assertEquals(List.of(), GraphServer.calls());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'email':'shop'} | email",
                "{'vertical':'Piracy'} | vertical",
                "{'vertical':'GROCERY'} | vertical",
                "{'websites':['https://a.example','https://b.example','https://c.example']} | websites",
                "{'websites':['http://a.example']} | websites[0]",
                "{'websites':'https://a.example'} | websites",
                "{'about':7} | about",
                "{'about':null} | about",
                "{'abuot':'x'} | abuot",
                "{'about':'#140'} | about",
                "{'about':''} | about",
                "{'about':' ','email':'shop@example.com'} | about",
                "{'about':'a\\u0000'} | about",
                "{'vertical':7} | vertical",
                "{'websites':['https://']} | websites[0]",
                "{'email':['a@example.com']} | email",
                "{'profile_picture_handle':'x'} | profile_picture_handle",
                "{'address':'#257'} | address",
                "{'description':'#257'} | description",
                "{'email':'#129@example.com'} | email"
            })
    void anInvalidChangeIsRejectedAndNotSent(String body, String field) {
        var text = body.contains("#") ? body.replaceAll("#(\\d+)", "x".repeat(length(body))) : body;

        change(text, 400).body("violations.field", hasItem(field));

        assertEquals(List.of(), GraphServer.calls());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"``", "{", "[]", "`'text'`"})
    void aBodyThatIsNoObjectIsRejected(String body) {
        change(body, 400);
    }

    @Test
    void aRefusedChangeHasMetasCodeAndWhatWasApplied() {
        GraphServer.on(settings.meta("POST", "/whatsapp_business_profile"), Reply.error(400, 131009));
        settings.profileIs("{'about':'Hello','email':'old@example.com','websites':['https://a.example/']}");

        change("{'about':'Hello','email':'new@example.com','websites':['https://a.example']}", 400)
                .body("title", equalTo("Profile update failed."))
                .body("code", equalTo("131009"))
                .body("violations", nullValue())
                .body(
                        "detail",
                        allOf(
                                containsString("Title – Details"),
                                containsString("has the new value of websites, about, and not of email")));
    }

    @ParameterizedTest
    @CsvSource({"400,80007,503", "400,4,503", "401,190,503", "403,10,502", "500,2,503"})
    void aFailureOfMetaIsAClearProblem(int status, int code, int expected) {
        GraphServer.on(settings.meta("POST", "/whatsapp_business_profile"), Reply.error(status, code));
        GraphServer.on(settings.meta("GET", "/whatsapp_business_profile"), Reply.error(status, code));

        assertRetryAfter(change("{'about':'Hello'}", expected), expected);
        assertRetryAfter(read(expected), expected);
        assertEquals(
                1,
                GraphServer.calls(settings.meta("POST", "/whatsapp_business_profile"))
                        .size());
    }

    @Test
    void aProxysPageAndNoResponseAreClearProblems() {
        var page = new Reply(502, "text/html", Buffer.buffer("<html>Bad Gateway</html>"));
        GraphServer.on(settings.meta("POST", "/whatsapp_business_profile"), page);
        change("{'about':'Hello'}", 503);
        GraphServer.on(settings.meta("POST", "/whatsapp_business_profile"), "{'success':false}");
        change("{'about':'Hello'}", 400);

        GraphServer.stayQuiet();
        change("{'about':'Hello'}", 503).body("detail", containsString("may or may not"));
        read(503);
    }

    @ParameterizedTest
    @CsvSource({"400,80007", "400,4", "401,190", "500,2", "0,0"})
    void theLastProfileIsServedWithItsAgeWhileMetaFails(int status, int code) {
        settings.profileIs("{'about':'Hello'}");
        read(200);

        fail(status, code);

        assertTrue(Long.parseLong(
                        read(200).body("about", equalTo("Hello")).extract().header("Age"))
                >= 0);
    }

    @Test
    void aProfileFromBeforeAChangeIsNeverServed() {
        settings.profileIs("{'about':'Hello'}");
        read(200);
        changeIsAccepted();
        change("{'about':'New'}", 204);

        fail(500, 2);

        read(503);
    }

    @Test
    void aChangeThatWasNotMadeKeepsTheProfile() {
        settings.profileIs("{'about':'Hello'}");
        read(200);
        fail(400, 80007);
        change("{'about':'New'}", 503);

        read(200).body("about", equalTo("Hello"));
    }

    @Test
    void foreignAndUnknownNumbersGetTheSameResponse() {
        var unknown = checked("GET", "profile", settings.get("4930555100", "profile"), 404)
                .body("title", equalTo("Phone number unknown"))
                .extract()
                .asString();

        for (var other : settings.unknownNumbers()) {
            assertEquals(unknown, settings.get(other, "profile").asString());
            assertEquals(
                    unknown,
                    customer.request()
                            .contentType("application/json")
                            .body("{\"unknown\":1}")
                            .patch(settings.path(other, "profile"))
                            .asString());
        }
    }

    @Test
    void keyAndNumberNeedTheScope() {
        var scoped = customer.addNumber(customer.account(), EnumSet.of(Scope.PROFILE_READ));
        customer.use(scoped);
        settings.profileIs("{}");
        read(200);
        change("{'about':'x'}", 403).body("detail", containsString("profile:write"));

        customer.use(customer.addKey(customer.id(), EnumSet.of(Scope.PROFILE_WRITE, Scope.CHANNELS_READ)));
        var own = read(403)
                .body("detail", containsString("profile:read"))
                .extract()
                .asString();
        assertEquals(
                own,
                settings.get(settings.foreignNumber().identity(), "profile").asString());
        assertEquals(own, settings.get("4930555100", "profile").asString());
    }

    private ValidatableResponse read(int status) {
        return checked("GET", "profile", customer.request().get(settings.path("profile")), status);
    }

    private ValidatableResponse change(String body, int status) {
        return checked(
                "PATCH",
                "profile",
                customer.request()
                        .accept("application/problem+json")
                        .contentType("application/json")
                        .body(body.replace('\'', '"'))
                        .patch(settings.path("profile")),
                status);
    }

    private void changeIsAccepted() {
        GraphServer.on(settings.meta("POST", "/whatsapp_business_profile"), "{'success':true}");
    }

    /** @param status 0 for no response */
    private void fail(int status, int code) {
        if (status == 0) {
            GraphServer.stayQuiet();
        } else {
            GraphServer.on(settings.meta("GET", "/whatsapp_business_profile"), Reply.error(status, code));
            GraphServer.on(settings.meta("POST", "/whatsapp_business_profile"), Reply.error(status, code));
        }
    }

    private static void assertRetryAfter(ValidatableResponse answer, int status) {
        if (status == 503) {
            assertTrue(Integer.parseInt(answer.extract().header("Retry-After")) >= 5);
        }
    }

    private static int length(String body) {
        return Integer.parseInt(body.replaceAll(".*#(\\d+).*", "$1"));
    }
}
