package io.parley.messaging.channel.whatsapp.account;

import static io.parley.runtime.test.WhatsAppCustomer.digits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.messaging.channel.ChannelEvent.Change;
import io.parley.messaging.channel.ChannelEvent.Changed;
import io.parley.messaging.channel.ChannelEvents;
import io.parley.messaging.channel.Channels;
import io.parley.messaging.channel.whatsapp.account.GraphServer.Reply;
import io.parley.messaging.channel.whatsapp.account.RefreshTarget.OfAccount;
import io.parley.messaging.channel.whatsapp.account.RefreshTarget.OfNumber;
import io.parley.messaging.configuration.CallbackSettingsCache;
import io.parley.messaging.configuration.GivenCallbacks;
import io.parley.messaging.database.StartupWork;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.graph.GraphFailure;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is read from Meta is stored, and changes are published once. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@WithTestResource(GraphServer.class)
@ExtendWith(GraphServer.class)
class RefreshAccountTest {
    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @Inject
    RefreshAccount refresh;

    @Inject
    NumberDetailRows numbers;

    @Inject
    AccountDetailRows accounts;

    @Inject
    CallbackTable callbacks;

    @Inject
    CallbackSettingsCache settings;

    @Inject
    ChannelEvents events;

    @Inject
    Channels channels;

    @BeforeEach
    void receiveNotifications() {
        GivenCallbacks.ofAccount(settings, customer.id(), "{'businessNotificationUrl':'http://127.0.0.1:1/biz'}");
        GraphServer.on("GET /" + customer.account().wabaId(), """
                {'id':'%s','name':'Shop at Meta','message_template_namespace':'ns_1','account_review_status':'APPROVED',
                 'owner_business_info':{'id':'12345678901234567','name':'Walker Ltd'},
                 'on_behalf_of_business_info':{'status':'APPROVED'},'news':{'of':'v26'}}""".formatted(
                        customer.account().wabaId()));
        describe(customer.number(), "GREEN", "TIER_1K", "Shop");
    }

    @Test
    void anAccountAndAllPagesOfItsNumbersAreStored() {
        var other = customer.addNumber(customer.account(), EnumSet.allOf(Scope.class));
        var list = "GET /" + customer.account().wabaId() + "/phone_numbers";
        GraphServer.on(
                list,
                call -> call.query().containsKey("after")
                        ? page(null, described(other, "YELLOW", "TIER_10K", "Other"))
                        : page(
                                "c1",
                                described(customer.number(), "GREEN", "TIER_1K", "Shop"),
                                "{'id':'555','status':'CONNECTED'}"));

        refreshAccount();

        var stored = row(other);
        assertEquals("YELLOW", stored.qualityRating);
        assertEquals("TIER_10K", stored.messagingTier);
        assertEquals("+49 30 555", stored.displayPhoneNumber);
        assertEquals(Boolean.FALSE, stored.official);
        assertEquals("Shop", row(customer.number()).verifiedName);
        assertNull(find("555"));
        var waba = StartupWork.await(
                        () -> accounts.findAll(List.of(customer.account().id())))
                .get(customer.account().id());
        assertEquals("Shop at Meta", waba.name);
        assertEquals("12345678901234567", waba.businessId);
        assertEquals("Walker Ltd", waba.businessName);
        assertEquals("ns_1", waba.templateNamespace);
        assertEquals("APPROVED", waba.onBehalfStatus);
        assertEquals(2, GraphServer.calls(list).size());
        assertEquals("c1", GraphServer.calls(list).getLast().query().get("after"));
        assertEquals(
                "Bearer default-token",
                GraphServer.calls(list).getFirst().headers().get("authorization"));
        assertEquals(List.of(), notifications());
    }

    @Test
    void aNumberWithoutAWhatsAppAccountIsReadByItself() {
        var lone = customer.add(new Sender(
                UUID.randomUUID(),
                customer.id(),
                customer.number().channel(),
                "49" + digits(),
                null,
                "10" + digits(),
                null,
                EnumSet.allOf(Scope.class),
                Map.of(),
                true,
                1));
        GraphServer.on("GET /" + lone.providerId(), "{'verified_name':'Alone','quality_rating':'NA'}");

        StartupWork.await(() -> refresh.refresh(new OfNumber(lone)));

        assertEquals("Alone", row(lone).verifiedName);
    }

    @Test
    void aDifferenceIsPublishedOnceWithOldAndNewValue() {
        refreshAccount();
        describe(customer.number(), "YELLOW", "TIER_10K", "New name");
        refreshAccount();
        refreshAccount();

        assertEquals(
                List.of("messagingTier TIER_1K TIER_10K", "qualityRating GREEN YELLOW", "verifiedName Shop New name"),
                notifications());
    }

    @Test
    void aDifferenceThatAWebhookHasReportedIsNotPublishedAgain() {
        refreshAccount();
        report("messagingTier", "TIER_1K", "TIER_10K", Instant.now().minusSeconds(30));
        describe(customer.number(), "GREEN", "TIER_10K", "Shop");
        refreshAccount();

        assertEquals("TIER_10K", row(customer.number()).messagingTier);
        assertEquals(List.of("messagingTier TIER_1K TIER_10K"), notifications());
    }

    @Test
    void aWebhookThatReportsAPublishedDifferenceIsNotPublishedAgainButTheNextIs() {
        refreshAccount();
        describe(customer.number(), "GREEN", "TIER_10K", "Shop");
        refreshAccount();
        report("messagingTier", "TIER_1K", "TIER_10K", Instant.now().minusSeconds(5));
        report("messagingTier", "TIER_1K", "TIER_10K", Instant.now());

        assertEquals(List.of("messagingTier TIER_1K TIER_10K", "messagingTier TIER_1K TIER_10K"), notifications());
    }

    @Test
    void aReadDoesNotReplaceWhatAWebhookHasJustReported() {
        refreshAccount();
        report("status", null, "FLAGGED", Instant.now());
        refreshAccount();

        assertEquals("FLAGGED", row(customer.number()).status);
        assertEquals(List.of("status null FLAGGED"), notifications());
    }

    @Test
    void aWebhookFromTheFutureIsStoredAsOfNow() {
        report("status", null, "FLAGGED", Instant.parse("2999-01-01T00:00:00Z"));
        report("status", null, "CONNECTED", Instant.now());

        assertEquals("CONNECTED", row(customer.number()).status);
    }

    @Test
    void aFailureOnTheSecondPageKeepsTheFirst() {
        refreshAccount();
        var other = customer.addNumber(customer.account(), EnumSet.allOf(Scope.class));
        GraphServer.on(
                "GET /" + customer.account().wabaId() + "/phone_numbers",
                call -> call.query().containsKey("after")
                        ? Reply.error(400, 80007)
                        : page("c1", described(other, "RED", "TIER_1K", "Other")));

        var failure = assertThrows(GraphFailure.class, this::refreshAccount);

        assertEquals(GraphFailure.Kind.THROTTLED, failure.kind());
        assertEquals("RED", row(other).qualityRating);
        assertEquals("GREEN", row(customer.number()).qualityRating);
    }

    private void refreshAccount() {
        StartupWork.await(() -> refresh.refresh(new OfAccount(customer.account())));
    }

    private void report(String property, String oldValue, String newValue, Instant at) {
        var change = new Change(property, oldValue, newValue, null, List.of());
        events.accept(
                        channels.named("whatsapp").orElseThrow(),
                        new Changed(
                                customer.account().wabaId(), customer.number().identity(), at, List.of(change)))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private void describe(Sender sender, String quality, String tier, String name) {
        GraphServer.on(
                "GET /" + customer.account().wabaId() + "/phone_numbers",
                page(null, described(sender, quality, tier, name)));
    }

    static String described(Sender sender, String quality, String tier, String name) {
        return """
                {'id':'%s','display_phone_number':'+49 30 555','verified_name':'%s','quality_rating':'%s',
                 'status':'CONNECTED','name_status':'APPROVED','is_official_business_account':false,
                 'messaging_limit_tier':'%s'}""".formatted(sender.providerId(), name, quality, tier);
    }

    static Reply page(String next, String... numbers) {
        var paging = next == null
                ? "{'cursors':{'before':'x','after':'end'}}"
                : "{'cursors':{'before':'x','after':'%1$s'},'next':'https://graph.facebook.com/?after=%1$s'}"
                        .formatted(next);
        return Reply.json(200, "{'data':[" + String.join(",", numbers) + "],'paging':" + paging + "}");
    }

    private NumberDetailRow row(Sender sender) {
        return find(sender.providerId());
    }

    private NumberDetailRow find(String phoneNumberId) {
        return StartupWork.await(() -> numbers.findAll(List.of(phoneNumberId))).get(phoneNumberId);
    }

    /** Property, old and new value of all notifications, sorted. */
    private List<String> notifications() {
        return callbacks.all("select body from callback where account_id = '%s'".formatted(customer.id())).stream()
                .map(row -> new JsonObject(row.getString(0)).getJsonObject("changedValue"))
                .map(value -> value.getString("property") + " " + value.getString("oldValue") + " "
                        + value.getString("newValue"))
                .sorted()
                .toList();
    }
}
