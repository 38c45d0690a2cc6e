package io.parley.messaging.channel.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.RowCount;
import io.parley.messaging.configuration.CallbackSettingsCache;
import io.parley.messaging.configuration.GivenCallbacks;
import io.parley.messaging.message.Tenant;
import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Account;
import io.parley.model.directory.DirectoryEntry.ApiKey;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.access.ApiKeys;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SMSC behaviour as seen by a customer: from {@code POST /messages} to the status, over a real bind. */
@QuarkusTest
@TestProfile(SmsThroughTheServiceTest.WithAnSmsc.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class SmsThroughTheServiceTest {
    private static final String PORT = "parley.test.raw-smsc";

    /** The profile and the test have different class loaders, so they share the port in a system property. */
    public static final class WithAnSmsc implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<String, String>();
            settings.put("parley.durability.required", "false");
            settings.put("parley.instance", "tests");
            SmsTestBed.smsc("raw", freePort(), "receipts-as-messages", "true", "submit-timeout", "PT5S")
                    .forEach((name, value) -> settings.put("parley.channels.sms.smscs." + name, value));
            return settings;
        }

        /** The same for each call: Quarkus calls a profile more than once. */
        private static int freePort() {
            if (Integer.getInteger(PORT) != null) {
                return Integer.getInteger(PORT);
            }
            try (var socket = new ServerSocket(0)) {
                System.setProperty(PORT, Integer.toString(socket.getLocalPort()));
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static RawSmsc smsc;

    @Inject
    Directory directory;

    @Inject
    Pool pool;

    @Inject
    CallbackSettingsCache settings;

    private Tenant tenant;

    @BeforeAll
    static void listen() throws IOException {
        smsc = new RawSmsc(Integer.getInteger(PORT));
    }

    @AfterAll
    static void close() throws IOException {
        smsc.close();
    }

    @BeforeEach
    void newCustomer() {
        Eventually.holds(() -> assertTrue(smsc.isBound()));
        var account = UUID.randomUUID();
        var sender = UUID.randomUUID();
        var identity = "4930" + ThreadLocalRandom.current().nextLong(1_000_000L, 9_999_999L);
        var key = ApiKeys.generate();
        var scopes = EnumSet.allOf(Scope.class);
        directory.apply(new Account(account, "Test", true, 1));
        directory.apply(new ApiKey(key.id(), account, key.hash(), scopes, null, null, 1));
        directory.apply(new Sender(
                sender,
                account,
                new ChannelName("sms"),
                identity,
                "Test",
                identity,
                null,
                scopes,
                Map.of("smsc", "raw"),
                true,
                1));
        directory.markCaughtUp();
        tenant = new Tenant(account, sender, identity, key.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", ""})
    void aResponseWithoutIdDispatchesTheMessageOnce(String body) {
        smsc.answer(submit -> RawSmsc.pdu(RawSmsc.SUBMIT_SM_RESP, 0, submit.sequence(), body));

        var id = send("x".repeat(400));

        Eventually.holds(() -> assertEquals("dispatched", tenant.status(id)));
        assertEquals(3, smsc.submits().size());
    }

    @Test
    void aReceiptWithStateFailedFailsTheMessage() throws Exception {
        var id = sent("FA" + unique());

        smsc.send(Pdus.receipt("id:" + last + " sub:001 dlvrd:001 stat:FAILED err:002 Text:"));

        assertEquals("failed", tenant.status(id));
        assertTrue(tenant.events(id).contains("MessageStatus::channelFailed"));
    }

    @Test
    void aReceiptWithAnEmptyParameterSetsDelivered() throws Exception {
        var id = sent("E3" + unique());

        smsc.send(Pdus.receipt("id:" + last + " stat:DELIVRD", "001e000100", "0427000102"));

        assertEquals("delivered", tenant.status(id));
    }

    @Test
    void aReceiptMarkedAsAMessageSetsDelivered() throws Exception {
        var id = sent(unique());
        var text = "id:" + last + " sub:001 dlvrd:001 stat:DELIVRD err:000 Text:hello";

        smsc.send(Pdus.deliverSm(0, 0, ascii(text)));

        assertEquals("delivered", tenant.status(id));
        assertEquals(0, count("inbound_message where account_id = '" + tenant.account() + "'"));
        assertEquals(0, count("parked_event where payload like '%" + last + "%'"));
    }

    @Test
    void aReceiptWithAnIdInTheOtherBaseSetsDelivered() throws Exception {
        var number = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 60);
        var id = sent("00" + Long.toHexString(number).toUpperCase(java.util.Locale.ROOT));

        smsc.send(Pdus.receipt("id:" + number + " stat:DELIVRD"));

        assertEquals("delivered", tenant.status(id));
    }

    @Test
    void anUnreadableReceiptIsParkedOnceWithAllOctets() throws Exception {
        var pdu = Pdus.receipt("hello " + unique());

        assertEquals(0, smsc.send(pdu).status());
        assertEquals(0, smsc.send(pdu).status());

        assertEquals(1, parkedAs(pdu));
    }

    /** Its octets are kept for the operator, and the next message arrives. */
    @ParameterizedTest
    @ValueSource(strings = {"", "+", " "})
    void aMessageWithoutASenderIsParked(String from) throws Exception {
        GivenCallbacks.ofAccount(
                settings,
                tenant.account(),
                "{'callbackVersion':'2.13','inboundMessageUrl':'https://customer.invalid/in'}");
        var whole = Pdus.deliverSm(from, tenant.serviceId(), 0, 0, ascii("Unknown " + unique()));
        var segment = Pdus.deliverSm(from, tenant.serviceId(), 0x40, 0, ascii("\5\0\3\7\2\1Nobody " + unique()));

        for (var pdu : List.of(whole, segment)) {
            assertEquals(0, smsc.send(pdu).status());
            assertEquals(1, parkedAs(pdu));
        }
        assertEquals(
                0,
                smsc.send(Pdus.deliverSm(Pdus.PERSON, tenant.serviceId(), 0, 0, ascii("Hello")))
                        .status());

        assertEquals(0, count("sms_part where trim(person) = ''"));
        assertEquals(
                1,
                count("inbound_message where account_id = '" + tenant.account()
                        + "' and content->>'text' = 'Hello' and person = '" + Pdus.PERSON + "'"));
        assertEquals(1, count("inbound_message where account_id = '" + tenant.account() + "'"));
        assertEquals(1, count("callback where account_id = '" + tenant.account() + "'"));
    }

    private String last;

    /** Sends a message that the SMSC accepts with this id; returns our id. */
    private UUID sent(String providerId) {
        last = providerId;
        smsc.answer(submit -> RawSmsc.pdu(
                RawSmsc.SUBMIT_SM_RESP,
                0,
                submit.sequence(),
                HexFormat.of().formatHex((providerId + "\0").getBytes(StandardCharsets.US_ASCII))));
        var id = send("Hi");
        Eventually.holds(() -> assertEquals("dispatched", tenant.status(id)));
        return id;
    }

    private UUID send(String text) {
        var body = """
                {"to":"%s","from":"%s","channel":"sms","content":{"contentType":"text","text":"%s"}}""".formatted(Tenant.person(), tenant.serviceId(), text);
        return UUID.fromString(
                tenant.post(body).then().statusCode(202).extract().path("messageId"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Digits that no other test uses, long enough not to match another id in the other base. */
    private static String unique() {
        return Long.toString(ThreadLocalRandom.current().nextLong(1L << 50, 1L << 55));
    }

    private long parkedAs(byte[] pdu) {
        return count("parked_event where source = 'sms' and payload like '%\"smsc\":\"raw\"%' and payload like '%"
                + HexFormat.of().formatHex(pdu) + "%'");
    }

    private long count(String from) {
        return RowCount.of(pool, from);
    }
}
