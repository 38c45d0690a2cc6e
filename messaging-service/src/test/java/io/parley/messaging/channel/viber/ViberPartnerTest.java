package io.parley.messaging.channel.viber;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.MessageOptions;
import io.parley.messaging.channel.Submission.Accepted;
import io.parley.messaging.channel.Submission.Deferred;
import io.parley.messaging.channel.Submission.InDoubt;
import io.parley.messaging.channel.Submission.Rejected;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.MoContent;
import io.parley.messaging.model.ProviderError;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(ScriptedViber.class)
class ViberPartnerTest extends ViberContract {

    private RateType rate = RateType.PROMOTION;

    @Override
    protected String samples() {
        return "viber-partner";
    }

    @Override
    protected void providerAccepts() {
        answer("PENDING", 26, "PENDING_ACCEPTED");
    }

    @Override
    protected void providerRefuses() {
        answer("REJECTED", 12, "REJECTED_NOT_ENOUGH_CREDITS");
    }

    @Override
    protected void providerThrottles() {
        ScriptedViber.up().answer(429, refusal("TOO_MANY_REQUESTS"));
    }

    @Override
    protected Sender sender() {
        return sender("viber", "7042", "7042", null, Map.of("connector", "partner"));
    }

    @Override
    protected String recipient() {
        return "4915123456789";
    }

    @Override
    protected MessageOptions options() {
        return new ViberOptions(rate, null);
    }

    @Test
    void isAcceptedWithOurMessageId() throws IOException {
        providerAccepts();

        assertEquals(Accepted.of("viber-partner", MESSAGE_ID.toString()), submit(anySample()));
        assertEquals("/viber/2/messages", ScriptedViber.server().lastRequest().path());
        assertEquals("App viber-token", ScriptedViber.server().lastRequest().authorization());
    }

    @ParameterizedTest
    @CsvSource({"PROMOTION,PROMOTIONAL,false", "SESSION,PROMOTIONAL,true", "TRANSACTION,TRANSACTIONAL,false"})
    void mapsTheRateTypeToALabel(RateType type, String label, boolean session) throws IOException {
        providerAccepts();
        rate = type;

        submit(anySample());

        var options = lastReceived().path("messages").path(0).path("options");
        assertEquals(label, options.path("label").asText());
        assertEquals(session, options.path("applySessionRate").asBoolean(false));
    }

    @Test
    void anInvalidKeyDefersTheMessage() throws IOException {
        ScriptedViber.up().answer(401, refusal("UNAUTHORIZED"));

        var deferred = assertInstanceOf(Deferred.class, submit(anySample()));

        assertEquals("viber::error::UNAUTHORIZED", deferred.error().code());
    }

    @Test
    void aServerErrorLeavesTheMessageInDoubt() throws IOException {
        ScriptedViber.up().answer(500, refusal("GENERAL_ERROR"));

        assertInstanceOf(InDoubt.class, submit(anySample()));
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING,DISPATCHED",
        "DELIVERED,DELIVERED",
        "UNDELIVERABLE,CHANNEL_FAILED",
        "EXPIRED,CHANNEL_FAILED",
        "REJECTED,CHANNEL_FAILED"
    })
    void readsAReport(String group, MessageState state) {
        var status = assertInstanceOf(Status.class, read("report", """
                        {"results":[{"messageId":"%s","to":"4915123456789","doneAt":"2026-01-02T03:04:05.678+0000",
                          "status":{"groupName":"%s","id":9,"name":"N","description":"D"},"error":{"id":0}}]}""".formatted(MESSAGE_ID, group)));

        assertEquals(state, status.state());
        assertEquals(MESSAGE_ID, status.messageId());
        assertEquals("viber-partner", status.provider());
        assertEquals(Instant.parse("2026-01-02T03:04:05.678Z"), status.at());
        assertEquals(
                state == MessageState.CHANNEL_FAILED ? new ProviderError("viber::error::9", "N – D") : null,
                status.error());
    }

    @Test
    void readsASeenReport() {
        var status = assertInstanceOf(Status.class, read("seen", """
                        {"results":[{"messageId":"7","from":"7042","seenAt":"2026-01-02T03:04:05.678+00:00"}]}"""));

        assertEquals(MessageState.SEEN, status.state());
        assertEquals(Instant.parse("2026-01-02T03:04:05.678Z"), status.at());
    }

    @Test
    void readsAMessage() {
        var received = assertInstanceOf(Received.class, read("message", """
                        {"results":[{"messageId":"m7","from":"4915123456789","to":"7042",
                          "message":{"type":"TEXT","text":"Hi"}}]}"""));

        assertEquals(new MoContent.Text("Hi"), received.content());
        assertEquals("4915123456789", received.from());
        assertEquals("s1", received.senderProviderId());
    }

    @Test
    void aFailureWithoutAReasonHasTheCodeOfItsGroup() {
        var status = assertInstanceOf(Status.class, read("report", """
                        {"results":[{"messageId":7,"status":{"groupName":"EXPIRED","id":null},"error":"none"}]}"""));

        assertEquals("7", status.providerMessageId());
        assertEquals(
                new ProviderError("viber::error::EXPIRED", "The partner reports EXPIRED and gives no reason."),
                status.error());
    }

    @Test
    void aCodeOfThePartnerIsConvertedToTheContractsFormat() throws IOException {
        ScriptedViber.up().answer(400, refusal("BAD_REQUEST"));

        assertEquals(
                "viber::error::BADREQUEST",
                assertInstanceOf(Rejected.class, submit(anySample())).error().code());
    }

    private void answer(String group, int id, String name) {
        ScriptedViber.up().answer(200, """
                        {"bulkId":"b1","messages":[{"messageId":"%s","destination":"4915123456789",
                          "status":{"groupId":1,"groupName":"%s","id":%d,"name":"%s","description":"Words."}}]}""".formatted(MESSAGE_ID, group, id, name));
    }

    private static String refusal(String id) {
        return "{\"requestError\":{\"serviceException\":{\"messageId\":\"%s\",\"text\":\"Words\"}}}".formatted(id);
    }

    private ChannelEvent read(String kind, String payload) {
        return channel.read(event("viber-partner", kind, payload)).getFirst();
    }
}
