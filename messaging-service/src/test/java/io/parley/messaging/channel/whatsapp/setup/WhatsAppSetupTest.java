package io.parley.messaging.channel.whatsapp.setup;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.parley.messaging.channel.whatsapp.account.GraphServer;
import io.parley.messaging.channel.whatsapp.account.GraphServer.Reply;
import io.parley.runtime.setup.SetupFinding;
import io.parley.runtime.setup.SetupFinding.Result;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check of the set-up: what is well, and faults that were planted at Meta, each with its remedy. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@WithTestResource(GraphServer.class)
@ExtendWith(GraphServer.class)
class WhatsAppSetupTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String GOOD_TOKEN = """
            {'data':{'is_valid':true,'expires_at':0,
             'scopes':['whatsapp_business_management','whatsapp_business_messaging']}}""";

    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @Inject
    WhatsAppSetup setup;

    @BeforeEach
    void allIsWell() {
        GraphServer.on("GET /debug_token", GOOD_TOKEN);
        GraphServer.on(subscriptions("GET"), "{'data':[{'whatsapp_business_api_data':{'id':'1','name':'App'}}]}");
        number("CONNECTED", customer.number().identity(), "GREEN");
    }

    @Test
    void tokenWebhooksAndNumbersAreChecked() {
        var findings = check();

        assertThat(findings, hasSize(3));
        assertThat(findings.stream().map(SetupFinding::result).toList(), everyItem(is(Result.OK)));
        var inspected = GraphServer.calls("GET /debug_token").getFirst();
        assertThat(inspected.query().get("input_token"), is("default-token"));
        assertThat(findings.toString(), not(containsString("default-token")));
        assertThat(findings.toString(), not(containsString(customer.number().identity())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | 190   | failed  | invalid or has expired         | parley.channels.whatsapp.tokens
            403 | 200   | failed  | may not read this account      | whatsapp_business_management
            403 | 10    | failed  | may not read this account      | whatsapp_business_management
            400 | 100   | failed  | does not know an account       | wabaId
            400 | 80007 | warning | limits the calls               | later
            400 | 4     | warning | limits the calls               | later
            500 | 2     | warning | fails at the moment            | later
            """)
    void anErrorOfMetaIsReportedWithItsRemedy(int status, int code, String result, String finding, String remedy) {
        GraphServer.on("GET /debug_token", Reply.error(status, code));

        var found = only(check());

        assertThat(found.result().value(), is(result));
        assertThat(found.finding(), containsString(finding));
        assertThat(found.remedy(), containsString(remedy));
    }

    @Test
    void aTokenThatExpiresSoonOrLacksAPermissionIsReported() {
        var tomorrow = Instant.now().plus(Duration.ofHours(30)).getEpochSecond();
        GraphServer.on("GET /debug_token", GOOD_TOKEN.replace("'expires_at':0", "'expires_at':" + tomorrow));
        assertThat(check().getFirst().finding(), containsString("expires in 29 hours"));

        GraphServer.on("GET /debug_token", GOOD_TOKEN.replace(",'whatsapp_business_messaging'", ""));
        assertThat(check().getFirst().finding(), is("the access token lacks whatsapp_business_messaging"));

        GraphServer.on("GET /debug_token", GOOD_TOKEN.replace("'is_valid':true", "'is_valid':false"));
        assertThat(check().getFirst().finding(), containsString("has expired"));
    }

    @Test
    void anAccountWithoutSubscribedAppIsReported() {
        GraphServer.on(subscriptions("GET"), "{'data':[]}");

        var found = check().get(1);

        assertThat(found.result(), is(Result.FAILED));
        assertThat(found.remedy(), containsString("/connection"));
    }

    @Test
    void webhooksThatGoToAnotherAddressAreReported() {
        GraphServer.on(
                subscriptions("GET"),
                "{'data':[{'whatsapp_business_api_data':{'id':'1'},'override_callback_uri':'https://old.example/hook'}]}");

        var found = check().get(1);

        assertThat(found.result(), is(Result.FAILED));
        assertThat(found.finding(), containsString("https://old.example/hook"));
        assertThat(found.remedy(), containsString("/webhooks/meta"));
    }

    @ParameterizedTest
    @CsvSource({"1, ok, an app is subscribed", "2, warning, app 1 is subscribed", "'', ok, an app is subscribed"})
    void theSubscribedAppIsComparedWithThatOfTheToken(String tokensApp, String result, String finding) {
        GraphServer.on("GET /debug_token", GOOD_TOKEN.replace("'is_valid'", "'app_id':'" + tokensApp + "','is_valid'"));

        var found = check().get(1);

        assertThat(found.result().value(), is(result));
        assertThat(found.finding(), containsString(finding));
    }

    @ParameterizedTest
    @CsvSource({"phone_number, by its webhook_configuration", "application, that of the app"})
    void aNumberWhoseWebhooksGoElsewhereIsReported(String level, String finding) {
        GraphServer.on("GET /" + customer.account().wabaId() + "/phone_numbers", """
                {'data':[{'id':'%s','status':'CONNECTED','webhook_configuration':{'%s':'https://old.example/hook'}}]}""".formatted(
                        customer.number().providerId(), level));

        var found = check().getLast();

        assertThat(found.result(), is(Result.FAILED));
        assertThat(found.finding(), containsString(finding));
        assertThat(found.finding(), containsString("https://old.example/hook"));
    }

    @Test
    void aNumberWithTheGatewaysWebhookIsOk() {
        GraphServer.on("GET /" + customer.account().wabaId() + "/phone_numbers", """
                {'data':[{'id':'%s','status':'CONNECTED',
                  'webhook_configuration':{'application':'https://hooks.example/webhooks/meta'}}]}""".formatted(
                        customer.number().providerId()));

        assertThat(check().getLast().result(), is(Result.OK));
    }

    @Test
    void whatWasFoundBeforeAFailureIsReportedToo() {
        GraphServer.on("GET /debug_token", GOOD_TOKEN.replace("'whatsapp_business_management',", ""));
        GraphServer.on(subscriptions("GET"), Reply.error(403, 200));

        var findings = check();

        assertThat(findings, hasSize(2));
        assertThat(findings.getFirst().finding(), is("the access token lacks whatsapp_business_management"));
        assertThat(findings.getLast().finding(), containsString("may not read this account"));
    }

    @Test
    void theWebhookIsTheFirstLine() {
        var findings = result(setup.check(List.of(customer.number())));

        assertThat(findings, hasSize(4));
        assertThat(findings.getFirst().subject(), is("webhook"));
        assertThat(findings.getFirst().remedy(), containsString("parley.api.public-url"));
        assertThat(result(setup.check(List.of())), hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "DISCONNECTED, GREEN, failed, status DISCONNECTED",
        "PENDING, GREEN, failed, status PENDING",
        "BANNED, GREEN, failed, banned",
        "FLAGGED, RED, warning, quality rating is low",
        "RESTRICTED, GREEN, warning, status RESTRICTED",
        "CONNECTED, RED, warning, quality rating is low"
    })
    void aNumberThatIsNotRegisteredOrOfLowQualityIsReported(
            String status, String quality, String result, String finding) {
        number(status, customer.number().identity(), quality);

        var found = check().getLast();

        assertThat(found.result().value(), is(result));
        assertThat(found.finding(), containsString(finding));
        assertThat(found.subject(), is("number " + customer.number().providerId()));
    }

    @Test
    void aSenderWhoseIdBelongsToAnotherNumberOrToNoneIsReported() {
        number("CONNECTED", "+49 30 5551234", "GREEN");
        assertThat(check().getLast().finding(), containsString("another phone number"));

        GraphServer.on("GET /" + customer.account().wabaId() + "/phone_numbers", "{'data':[]}");
        assertThat(check().getLast().finding(), containsString("no phone number with this id"));
    }

    @Test
    void aSilentMetaIsALineAndNotAnError() {
        GraphServer.stayQuiet();

        assertThat(only(check()).finding(), containsString("cannot be reached: timeout"));
    }

    @Test
    void connectingASenderSubscribesTheAppToItsAccount() {
        GraphServer.on(subscriptions("POST"), "{'success':true}");

        var findings = result(setup.connect(customer.number()));

        assertThat(findings.stream().map(SetupFinding::result).toList(), everyItem(is(Result.OK)));
        assertThat(GraphServer.calls(subscriptions("POST")), hasSize(1));
        assertThat(
                GraphServer.calls(subscriptions("POST")).getFirst().headers().get("authorization"),
                is("Bearer default-token"));
    }

    @Test
    void aRefusedSubscriptionIsReported() {
        GraphServer.on(subscriptions("POST"), Reply.error(403, 200));

        assertThat(
                only(result(setup.connect(customer.number()))).finding(), containsString("may not read this account"));
    }

    private String subscriptions(String method) {
        return method + " /" + customer.account().wabaId() + "/subscribed_apps";
    }

    private void number(String status, String displayed, String quality) {
        GraphServer.on(
                "GET /" + customer.account().wabaId() + "/phone_numbers",
                "{'data':[{'id':'%s','display_phone_number':'%s','status':'%s','quality_rating':'%s'}]}"
                        .formatted(customer.number().providerId(), displayed, status, quality));
    }

    private List<SetupFinding> check() {
        return result(setup.checkSenders(List.of(customer.number())));
    }

    private static List<SetupFinding> result(Uni<List<SetupFinding>> findings) {
        return findings.await().atMost(TIMEOUT);
    }

    private static SetupFinding only(List<SetupFinding> findings) {
        assertThat(findings, hasSize(1));
        return findings.getFirst();
    }
}
