package io.parley.messaging.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.callback.BusinessFacts.Entity;
import io.parley.messaging.channel.ChannelEvent.Change;
import io.parley.messaging.channel.ChannelEvent.Restriction;
import io.parley.messaging.channel.MessageState;
import io.parley.messaging.channel.MoContent;
import io.parley.messaging.channel.ProviderError;
import io.parley.messaging.configuration.CallbackSettings;
import io.parley.messaging.configuration.GivenCallbacks;
import io.parley.model.ChannelName;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class CallbackBodiesTest {
    private static final UUID ACCOUNT = UUID.fromString("0190a6f4-0000-7000-8000-00000000c001");
    private static final UUID SENDER = UUID.fromString("0190a6f4-0000-7000-8000-00000000c002");
    private static final UUID WHATSAPP_ACCOUNT = UUID.fromString("5637b8a7-51e1-47be-ad0b-b242453dcc1b");
    private static final UUID MESSAGE = UUID.fromString("77c4a0de-55aa-4dc1-9b1f-3a6c0c6f8e21");
    private static final Instant AT = Instant.parse("2026-03-02T09:23:00Z");

    @Inject
    PlanCallbacks plan;

    @Inject
    CallbackSettings settings;

    @Inject
    ObjectMapper json;

    @BeforeEach
    void everythingGoesSomewhere() {
        GivenCallbacks.ofAccount(settings, ACCOUNT, """
                {'messageStatusUrl':'https://shop.example/status','inboundMessageUrl':'https://shop.example/in',
                 'businessNotificationUrl':'https://shop.example/business'}""");
        GivenCallbacks.ofSender(settings, SENDER, "{}");
    }

    @Test
    void aStatusSaysWhatTheContractWants() throws IOException {
        var row = plan.status(status(MessageState.DELIVERED, "order-42", null, null, null))
                .orElseThrow();

        assertBody("delivered", "MessageStatusEvent", row);
        assertEquals("MessageStatus::delivered", row.event());
        assertEquals(CallbackKind.STATUS, row.kind());
        assertEquals(MESSAGE, row.messageId());
    }

    @Test
    void aFailureCarriesItsReason() throws IOException {
        var error = new ProviderError("whatsapp::error::131047", "More than 24 hours have passed – say \"hello\"");

        var row = plan.status(status(MessageState.CHANNEL_FAILED, null, null, error, null))
                .orElseThrow();

        assertBody("channel-failed", "MessageStatusEvent", row);
    }

    @Test
    void deliveredCarriesConversationAndPriceFromVersion212On() throws IOException {
        var delivered = status(MessageState.DELIVERED, null, null, null, conversation());
        version("2.12");
        assertBody(
                "delivered-priced", "MessageStatusEvent", plan.status(delivered).orElseThrow());
        version("2.13");
        assertBody(
                "delivered-priced", "MessageStatusEvent", plan.status(delivered).orElseThrow());

        version("2.11");

        assertFalse(plan.status(delivered).orElseThrow().body().contains("whatsapp\":{"));
    }

    @Test
    void onlyDeliveredCarriesConversationAndPrice() {
        var dispatched = status(MessageState.DISPATCHED, null, null, null, conversation());

        assertFalse(plan.status(dispatched).orElseThrow().body().contains("pricing"));
    }

    @ParameterizedTest
    @EnumSource(MessageState.class)
    void everyStateIsAnEventOfTheContract(MessageState state) {
        var row = plan.status(status(state, null, null, null, null)).orElseThrow();

        Contract.check("MessageStatusEvent", row.body());
        assertTrue(row.body().contains("\"event\":\"" + state.event() + "\""), row.body());
        assertTrue(row.body().contains("\"status\":\"" + state.value() + "\""), row.body());
        assertFalse(row.body().contains("null"), row.body());
    }

    @Test
    void whateverAPersonSendsSaysWhenUnderBothNames() throws IOException {
        for (var content : List.of(
                new MoContent.Text("Hello"),
                new MoContent.Postback("yes"),
                new MoContent.Order("1", null, List.of(new MoContent.Order.Item("SKU-7", "2", "4.50", "EUR"))))) {
            var body = json.readTree(plan.inbound(inbound("whatsapp", "wamid.1", "4930555100", null, content))
                    .orElseThrow()
                    .body());

            assertEquals("2026-03-02T09:23:00Z", body.path("timestamp").textValue());
            assertEquals(body.path("timestamp"), body.path("receivedAt"));
            assertNoNulls(body);
        }
    }

    @Test
    void aWhatsAppMessageKeepsTheNetworksIdAndNamesThePerson() throws IOException {
        var row = plan.inbound(inbound(
                        "whatsapp",
                        "wamid.HBgLNDkxNTU1MDAwMTEVAgASGBQzQTU",
                        "4930555100",
                        object("{'senderName':'Mina'}")))
                .orElseThrow();

        assertBody("inbound-whatsapp", "MoMessage", row);
        assertEquals(CallbackKind.INBOUND, row.kind());
    }

    @Test
    void anSmsCarriesItsParts() throws IOException {
        var details = object("{'size':2,'missingParts':false,'parts':[{'sequenceNumber':1},{'sequenceNumber':2}]}");

        var row = plan.inbound(inbound("sms", MESSAGE.toString(), "4930555200", details))
                .orElseThrow();

        assertBody("inbound-sms", "MoMessage", row);
    }

    @Test
    void aViberMessageHasNothingToAdd() throws IOException {
        var row =
                plan.inbound(inbound("viber", MESSAGE.toString(), "7042", null)).orElseThrow();

        assertBody("inbound-viber", "MoMessage", row);
    }

    @Test
    void aChangeOfATemplateNamesItAndWhatItWas() throws IOException {
        var entity = Entity.template("visit_reminder", WHATSAPP_ACCOUNT, "en");

        var row = plan.business(
                        business(entity, new Change("status", "PENDING", "REJECTED", "INVALID_FORMAT", List.of())))
                .orElseThrow();

        assertBody("business-template", "BusinessNotificationEvent", row);
        assertEquals(CallbackKind.BUSINESS, row.kind());
        assertNull(row.messageId());
    }

    @Test
    void aRestrictedAccountSaysWhatItMayNotDoAndUntilWhen() throws IOException {
        var entity = Entity.whatsAppBusinessAccount("Corner Shop", WHATSAPP_ACCOUNT);
        var restrictions = List.of(
                new Restriction("RESTRICTED_BIZ_INITIATED_MESSAGING", AT),
                new Restriction("RESTRICTED_ADD_PHONE_NUMBER_ACTION", null));

        var row = plan.business(business(entity, new Change("status", null, "ACCOUNT_RESTRICTION", null, restrictions)))
                .orElseThrow();

        assertBody("business-account", "BusinessNotificationEvent", row);
    }

    @Test
    void anEmptyFilterLetsEverythingThroughAndAFilterOnlyItsMembers() {
        GivenCallbacks.ofSender(
                settings, SENDER, "{'eventFilter':['MessageStatus::delivered','MessageStatus::failed']}");

        for (var state : MessageState.values()) {
            var wanted = Set.of(MessageState.DELIVERED, MessageState.FAILED).contains(state);
            assertEquals(
                    wanted, plan.status(status(state, null, null, null, null)).isPresent(), state.value());
        }
        GivenCallbacks.ofSender(settings, SENDER, "{'eventFilter':[]}");
        for (var state : MessageState.values()) {
            assertTrue(plan.status(status(state, null, null, null, null)).isPresent(), state.value());
        }
    }

    @Test
    void nothingIsPlannedWhereNobodyListens() {
        GivenCallbacks.ofAccount(settings, ACCOUNT, "{}");

        assertTrue(plan.status(status(MessageState.DELIVERED, null, null, null, null))
                .isEmpty());
        assertTrue(plan.inbound(inbound("viber", "1", "7042", null)).isEmpty());
        assertTrue(plan.business(business(
                        Entity.phoneNumber("Shop", null, "4930555100"),
                        new Change("status", null, "FLAGGED", null, List.of())))
                .isEmpty());
    }

    @Test
    void theMessagesOwnAddressSufficesForItsStatuses() {
        GivenCallbacks.ofAccount(settings, ACCOUNT, "{}");
        var own = "https://shop.example/orders/42";

        var row = plan.status(status(MessageState.DELIVERED, null, own, null, null))
                .orElseThrow();

        assertEquals(own, row.urlOverride());
    }

    @Test
    void statusesNeverGoToTheAddressForInboundMessages() {
        GivenCallbacks.ofAccount(settings, ACCOUNT, "{'inboundMessageUrl':'https://shop.example/in'}");

        assertTrue(plan.status(status(MessageState.DELIVERED, null, null, null, null))
                .isEmpty());
    }

    private static BusinessFacts business(Entity entity, Change change) {
        return new BusinessFacts(MESSAGE, ACCOUNT, "whatsapp", entity, change, null);
    }

    private void version(String version) {
        GivenCallbacks.ofSender(settings, SENDER, "{'callbackVersion':'" + version + "'}");
    }

    private static StatusFacts status(
            MessageState state, String context, String url, ProviderError error, ObjectNode details) {
        return new StatusFacts(
                MESSAGE,
                ACCOUNT,
                SENDER,
                "whatsapp",
                "4930555100",
                "+4915550001111",
                context,
                url,
                state,
                AT,
                error,
                details,
                null);
    }

    private static InboundFacts inbound(String channel, String publicId, String identity, ObjectNode details) {
        return inbound(channel, publicId, identity, details, new MoContent.Text("Is the shop open today? 👍"));
    }

    private static InboundFacts inbound(
            String channel, String publicId, String identity, ObjectNode details, MoContent content) {
        var sender = new Sender(
                SENDER, ACCOUNT, new ChannelName(channel), identity, null, "p", null, Set.of(), Map.of(), true, 1);
        return new InboundFacts(MESSAGE, publicId, sender, "+4915550001111", AT, content, details, null, null);
    }

    private ObjectNode conversation() {
        return object("""
                {'conversation':{'conversationId':'c-1','origin':'user_initiated'},
                 'pricing':{'billable':true,'pricingModel':'PMP','type':'regular','category':'utility'}}""");
    }

    private ObjectNode object(String text) {
        try {
            return (ObjectNode) json.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The very bytes, so that a change of a body is a decision. */
    private void assertBody(String golden, String schema, CallbackRow row) throws IOException {
        Contract.check(schema, row.body());
        try (var file = getClass().getResourceAsStream("/callbacks/" + golden + ".json")) {
            assertEquals(new String(file.readAllBytes(), StandardCharsets.UTF_8).strip(), row.body());
        }
        assertNoNulls(json.readTree(row.body()));
    }

    private static void assertNoNulls(JsonNode node) {
        assertFalse(node.isNull());
        node.forEach(CallbackBodiesTest::assertNoNulls);
    }
}
