package io.parley.messaging.callback;

import static io.parley.messaging.callback.SampleFacts.AT;
import static io.parley.messaging.callback.SampleFacts.MESSAGE;
import static io.parley.messaging.callback.SampleFacts.WHATSAPP_ACCOUNT;
import static io.parley.messaging.callback.SampleFacts.business;
import static io.parley.messaging.callback.SampleFacts.inbound;
import static io.parley.messaging.callback.SampleFacts.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.callback.BusinessFacts.Entity;
import io.parley.messaging.channel.ChannelEvent.Change;
import io.parley.messaging.channel.ChannelEvent.Restriction;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.MoContent;
import io.parley.messaging.model.ProviderError;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies of callbacks, byte for byte. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class CallbackBodiesTest {
    @Inject
    SampleFacts facts;

    @Inject
    PlanCallbacks plan;

    @Inject
    ObjectMapper json;

    @Test
    void statusBodyMatchesTheContract() throws IOException {
        var row = plan.status(status(MessageState.DELIVERED, "order-42", null, null, null))
                .orElseThrow();

        assertBody("delivered", "MessageStatusEvent", row);
        assertEquals("MessageStatus::delivered", row.event());
        assertEquals(CallbackKind.STATUS, row.kind());
        assertEquals(MESSAGE, row.messageId());
    }

    @Test
    void failedStatusContainsTheError() throws IOException {
        var error = new ProviderError("whatsapp::error::131047", "More than 24 hours have passed – say \"hello\"");

        var row = plan.status(status(MessageState.CHANNEL_FAILED, null, null, error, null))
                .orElseThrow();

        assertBody("channel-failed", "MessageStatusEvent", row);
    }

    @Test
    void deliveredContainsConversationAndPriceSinceVersion212() throws IOException {
        var delivered = status(MessageState.DELIVERED, null, null, null, facts.conversation());
        facts.version("2.12");
        assertBody(
                "delivered-priced", "MessageStatusEvent", plan.status(delivered).orElseThrow());
        facts.version("2.13");
        assertBody(
                "delivered-priced", "MessageStatusEvent", plan.status(delivered).orElseThrow());

        facts.version("2.11");

        assertFalse(plan.status(delivered).orElseThrow().body().contains("whatsapp\":{"));
    }

    @Test
    void otherStatusesOmitConversationAndPrice() {
        var dispatched = status(MessageState.DISPATCHED, null, null, null, facts.conversation());

        assertFalse(plan.status(dispatched).orElseThrow().body().contains("pricing"));
    }

    @ParameterizedTest
    @EnumSource(MessageState.class)
    void everyStateHasAnEventOfTheContract(MessageState state) {
        var row = plan.status(status(state, null, null, null, null)).orElseThrow();

        Contract.check("MessageStatusEvent", row.body());
        assertTrue(row.body().contains("\"event\":\"" + state.event() + "\""), row.body());
        assertTrue(row.body().contains("\"status\":\"" + state.value() + "\""), row.body());
        assertFalse(row.body().contains("null"), row.body());
    }

    @Test
    void inboundMessagesHaveTimestampAndReceivedAt() throws IOException {
        for (var content : List.of(
                new MoContent.Text("Hello"),
                new MoContent.Postback("yes"),
                new MoContent.Order("1", null, List.of(new MoContent.Order.Item("SKU-7", "2", "4.50", "EUR"))))) {
            var body = json.readTree(plan.inbound(inbound("whatsapp", "wamid.1", "4930555100", null, content))
                    .orElseThrow()
                    .body());

            assertEquals("2026-03-02T09:23:00.000Z", body.path("timestamp").textValue());
            assertEquals(body.path("timestamp"), body.path("receivedAt"));
            assertNoNulls(body);
        }
    }

    @Test
    void whatsAppMessageHasTheProviderIdAndTheSenderName() throws IOException {
        var row = plan.inbound(inbound(
                        "whatsapp",
                        "wamid.HBgLNDkxNTU1MDAwMTEVAgASGBQzQTU",
                        "4930555100",
                        facts.object("{'senderName':'Mina'}")))
                .orElseThrow();

        assertBody("inbound-whatsapp", "MoMessage", row);
        assertEquals(CallbackKind.INBOUND, row.kind());
    }

    @Test
    void smsMessageHasItsParts() throws IOException {
        var details =
                facts.object("{'size':2,'missingParts':false,'parts':[{'sequenceNumber':1},{'sequenceNumber':2}]}");

        var row = plan.inbound(inbound("sms", MESSAGE.toString(), "4930555200", details))
                .orElseThrow();

        assertBody("inbound-sms", "MoMessage", row);
    }

    @Test
    void viberMessageHasNoChannelDetails() throws IOException {
        var row =
                plan.inbound(inbound("viber", MESSAGE.toString(), "7042", null)).orElseThrow();

        assertBody("inbound-viber", "MoMessage", row);
    }

    @Test
    void templateChangeHasEntityAndOldValue() throws IOException {
        var entity = Entity.template("visit_reminder", WHATSAPP_ACCOUNT, "en");

        var row = plan.business(
                        business(entity, new Change("status", "PENDING", "REJECTED", "INVALID_FORMAT", List.of())))
                .orElseThrow();

        assertBody("business-template", "BusinessNotificationEvent", row);
        assertEquals(CallbackKind.BUSINESS, row.kind());
        assertNull(row.messageId());
    }

    @Test
    void accountRestrictionHasTypesAndExpiration() throws IOException {
        var entity = Entity.whatsAppBusinessAccount("Corner Shop", WHATSAPP_ACCOUNT);
        var restrictions = List.of(
                new Restriction("RESTRICTED_BIZ_INITIATED_MESSAGING", AT),
                new Restriction("RESTRICTED_ADD_PHONE_NUMBER_ACTION", null));

        var row = plan.business(business(entity, new Change("status", null, "ACCOUNT_RESTRICTION", null, restrictions)))
                .orElseThrow();

        assertBody("business-account", "BusinessNotificationEvent", row);
    }

    /** Compares bytes, so that a change of a body is always deliberate. */
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
