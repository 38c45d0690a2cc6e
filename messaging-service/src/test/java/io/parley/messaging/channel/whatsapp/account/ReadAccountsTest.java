package io.parley.messaging.channel.whatsapp.account;

import static io.parley.runtime.test.WhatsAppCustomer.API;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.model.Scope;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations of the tag "WhatsApp accounts" read what is stored, and never call Meta. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@WithTestResource(GraphServer.class)
@ExtendWith(GraphServer.class)
@Tag("slow")
class ReadAccountsTest {
    private static final String ACCOUNTS = "/accounts";
    private static final String ACCOUNT = "/accounts/{whatsapp-account-id}";
    private static final String NUMBERS_OF_ACCOUNT = "/accounts/{whatsapp-account-id}/phone-numbers";
    private static final String NUMBERS = "/phone-numbers";
    private static final String NUMBER = "/phone-numbers/{phone-number}";

    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @Inject
    CallbackTable table;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void anAccountHasWhatMetaKnows() throws JsonProcessingException {
        knowAccount();

        var answer = get(ACCOUNT, "/accounts/" + accountId(), 200);

        assertEquals(
                json.readTree("""
                        {"whatsAppAccountId":"%s","whatsAppAccountName":"Shop at Meta","businessName":"Walker Ltd",
                         "templateNamespace":"ns_1","facebookBusinessManagerId":12345678901234567,
                         "whatsAppBusinessAccountId":"%s","accountStatus":{"messageOnBehalf":"DENIED"},
                         "managedBy":{"accountName":"Walker"}}""".formatted(accountId(), customer.account().wabaId())),
                json.readTree(answer.extract().asString()));
        assertAge(answer);
        get(ACCOUNTS, "/accounts", 200).body("whatsAppAccountId", equalTo(List.of(accountId())));
    }

    @Test
    void anAccountThatWasNotReadYetHasWhatTheDirectoryKnows() throws JsonProcessingException {
        var answer = get(ACCOUNT, "/accounts/" + accountId(), 200);

        assertEquals(
                json.readTree("""
                        {"whatsAppAccountId":"%s","whatsAppAccountName":"Corner shop","whatsAppBusinessAccountId":"%s",
                         "managedBy":{"accountName":"Walker"}}""".formatted(accountId(), customer.account().wabaId())),
                json.readTree(answer.extract().asString()));
        assertNull(answer.extract().header("Age"));
    }

    @Test
    void aNumberHasWhatMetaKnowsInTheContractsWords() throws JsonProcessingException {
        knowNumber("'YELLOW', 'BANNED', 'APPROVED', 'TIER_UNLIMITED', 'TIER_UNLIMITED', false");

        var answer = get(NUMBER, "/phone-numbers/" + number(), 200);

        assertEquals(
                json.readTree("""
                        {"phoneNumber":"%s","displayPhoneNumber":"+49 30 555","verifiedName":"Shop",
                         "qualityRating":"YELLOW","status":"RESTRICTED","whatsAppAccountId":"%s",
                         "managedBy":{"accountName":"Walker"},"messagingVia":{"accountName":"Walker"},
                         "messagingTier":"UNLIMITED","businessMessagingLimit":"TIER_UNLIMITED",
                         "qualityScore":{"score":"YELLOW"},"nameStatus":"APPROVED",
                         "isOfficialBusinessAccount":false}""".formatted(number(), accountId())),
                json.readTree(answer.extract().asString()));
        assertAge(answer);
    }

    @Test
    void anUnknownQualityIsLeftOutAndItsScoreIsUnknown() {
        knowNumber("'UNKNOWN', 'CONNECTED', 'NONE', 'TIER_2K', null, true");

        get(NUMBER, "/phone-numbers/%2B" + number(), 200)
                .body("qualityRating", nullValue())
                .body("qualityScore.score", equalTo("unknown"))
                .body("messagingTier", nullValue())
                .body("isOfficialBusinessAccount", equalTo(true));
    }

    @Test
    void aNumberThatWasNotReadYetHasWhatTheDirectoryKnows() {
        get(NUMBER, "/phone-numbers/" + number(), 200)
                .body("keySet()", hasItems("phoneNumber", "whatsAppAccountId", "managedBy", "messagingVia"))
                .body("size()", equalTo(4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phone-number=%s",
                "phoneNumber=%s",
                "phone-number=%%2B%s",
                "phoneNumber=+%s",
                "phone-number=%1$s&phoneNumber=%%2B%1$s"
            })
    void theFilterTakesBothSpellingsWithAndWithoutPlus(String filter) {
        customer.addAccount(customer.id());
        var query = filter.formatted(number());

        get(ACCOUNTS, "/accounts?size=7&" + query, 200)
                .body("whatsAppAccountId", equalTo(List.of(accountId())))
                .header("x-total-items", "1")
                .header("x-page-size", "7")
                .header("Link", allOf(containsString("size=7"), containsString(number())));
    }

    @Test
    void theFilterFindsNothingForAnUnknownOrForeignNumber() {
        var foreign = customer.addNumber(customer.addForeignAccount(), EnumSet.allOf(Scope.class));

        for (var unknown : List.of("4930555", foreign.identity())) {
            get(ACCOUNTS, "/accounts?phoneNumber=" + unknown, 200)
                    .body("", hasSize(0))
                    .header("x-total-items", "0");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "phone-number=12a4,phone-number",
        "phoneNumber=123,phoneNumber",
        "phone-number=,phone-number",
        "phoneNumber=4930555&phoneNumber=4930555,phoneNumber",
        "phone-number=4930555&phoneNumber=4930556,phoneNumber",
        "page=0,page",
        "size=1001,size"
    })
    void anInvalidFilterIsRejected(String query, String parameter) {
        get(ACCOUNTS, "/accounts?" + query, 400).body("violations.field", equalTo(List.of(parameter)));
    }

    @Test
    void anAccountIsFoundByOurIdAndByMetas() {
        for (var id : List.of(accountId().toUpperCase(), customer.account().wabaId())) {
            get(ACCOUNT, "/accounts/" + id, 200).body("whatsAppAccountId", equalTo(accountId()));
            get(NUMBERS_OF_ACCOUNT, "/accounts/" + id + "/phone-numbers", 200)
                    .body("phoneNumber", equalTo(List.of(number())));
        }
    }

    @Test
    void foreignAndUnknownAccountsGetTheSameResponse() {
        var foreign = customer.addForeignAccount();
        var unknown = get(ACCOUNT, "/accounts/" + UUID.randomUUID(), 404)
                .body("title", equalTo("WhatsApp account unknown"))
                .extract()
                .asString();

        for (var id : List.of(foreign.id().toString(), foreign.wabaId(), "a%20b", "1")) {
            assertEquals(unknown, get(ACCOUNT, "/accounts/" + id, 404).extract().asString());
            assertEquals(
                    unknown,
                    get(NUMBERS_OF_ACCOUNT, "/accounts/" + id + "/phone-numbers", 404)
                            .extract()
                            .asString());
        }
    }

    @Test
    void foreignAndUnknownNumbersGetTheSameResponse() {
        var foreign = customer.addNumber(customer.addForeignAccount(), EnumSet.allOf(Scope.class));
        var unknown = get(NUMBER, "/phone-numbers/4930555", 404)
                .body("title", equalTo("Phone number unknown"))
                .extract()
                .asString();

        for (var other : List.of(foreign.identity(), "abc", "-4930", "%2B", "123456789012345678901234567890")) {
            assertEquals(
                    unknown,
                    get(NUMBER, "/phone-numbers/" + other, 404).extract().asString());
        }
    }

    @Test
    void aThousandNumbersAreListedInPages() {
        for (var i = 0; i < 999; i++) {
            customer.addNumber(customer.account(), EnumSet.allOf(Scope.class));
        }

        get(NUMBERS_OF_ACCOUNT, "/accounts/" + accountId() + "/phone-numbers?page=4&size=300", 200)
                .body("", hasSize(100))
                .header("x-total-items", "1000")
                .header("x-total-pages", "4")
                .header("x-current-page", "4")
                .header(
                        "Link",
                        allOf(
                                containsString("rel=\"previous\""),
                                containsString("rel=\"current\""),
                                containsString("rel=\"last\"")));
        get(NUMBERS, "/phone-numbers", 200)
                .body("", hasSize(100))
                .header("x-total-pages", "10")
                .header("Link", containsString("rel=\"next\""));
        get(NUMBERS, "/phone-numbers?page=12", 200).body("", hasSize(0));
    }

    @Test
    void aKeyWithoutTheScopeIsRejectedEverywhere() {
        customer.use(customer.addKey(customer.id(), EnumSet.complementOf(EnumSet.of(Scope.CHANNELS_READ))));

        for (var path : List.of(
                "/accounts",
                "/accounts/" + accountId(),
                "/accounts/1/phone-numbers",
                "/phone-numbers",
                "/phone-numbers/" + number())) {
            customer.request().get(API + path).then().statusCode(403).body("detail", containsString("channels:read"));
        }
    }

    @Test
    void noReadCallsMeta() {
        GraphServer.stayQuiet();
        knowAccount();

        for (var i = 0; i < 20; i++) {
            get(ACCOUNTS, "/accounts", 200);
            get(NUMBERS, "/phone-numbers", 200);
            get(NUMBER, "/phone-numbers/" + number(), 200);
        }

        assertEquals(List.of(), GraphServer.calls());
    }

    private String accountId() {
        return customer.account().id().toString();
    }

    private String number() {
        return customer.number().identity();
    }

    private ValidatableResponse get(String template, String path, int status) {
        var answer = customer.request().urlEncodingEnabled(false).get(API + path);
        assertEquals(status, answer.statusCode(), answer.asString());
        Contract.checkResponse("GET", "/channels/whatsapp" + template, status, answer.contentType(), answer.asString());
        return answer.then();
    }

    private static void assertAge(ValidatableResponse answer) {
        var age = Long.parseLong(answer.extract().header("Age"));
        assertTrue(age >= 120 && age < 180, () -> "age " + age);
    }

    private void knowAccount() {
        table.run("""
                insert into whatsapp_account_detail
                  (id, name, business_id, business_name, template_namespace, on_behalf_status, read_at)
                values ('%s', 'Shop at Meta', '12345678901234567', 'Walker Ltd', 'ns_1', 'REVOKED',
                  now() - interval '2 minutes')""".formatted(accountId()));
    }

    /** @param values quality, status, name status, tier, limit and whether it is official, as Meta reports them */
    private void knowNumber(String values) {
        table.run("""
                insert into whatsapp_number_detail
                  (phone_number_id, display_phone_number, verified_name, read_at,
                   quality_rating, status, name_status, messaging_tier, business_limit, official)
                values ('%s', '+49 30 555', 'Shop', now() - interval '2 minutes', %s)""".formatted(customer.number().providerId(), values));
    }
}
