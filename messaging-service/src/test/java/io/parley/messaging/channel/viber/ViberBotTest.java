package io.parley.messaging.channel.viber;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(ScriptedViber.class)
class ViberBotTest extends ViberContract {
    private static final String TOKEN = "5741311803571721087";

    @Override
    protected void providerAccepts() {
        ScriptedViber.up()
                .answer(
                        200,
                        "{\"status\":0,\"status_message\":\"ok\",\"message_token\":" + TOKEN
                                + ",\"billing_status\":1}");
    }

    @Override
    protected void providerRefuses() {
        answer(6, "notSubscribed");
    }

    @Override
    protected void providerThrottles() {
        answer(12, "tooManyRequests");
    }

    @Override
    protected Sender sender() {
        var plain = sender("viber", "7042", "7042", null, Map.of());
        return new Sender(
                plain.id(),
                plain.accountId(),
                plain.channel(),
                plain.identity(),
                "Corner Shop with a name that is long",
                plain.providerId(),
                null,
                plain.scopes(),
                plain.attributes(),
                true,
                1);
    }

    @Override
    protected String recipient() {
        return "01234567890A=";
    }

    @Test
    void aTokenKeepsAllDigits() throws IOException {
        providerAccepts();

        assertEquals(Accepted.of("viber/7042", TOKEN), submit(anySample()));
    }

    @Test
    void sendsTheTokenOfTheService() throws IOException {
        providerAccepts();

        submit(anySample());

        assertEquals("/pa/send_message", ScriptedViber.server().lastRequest().path());
        assertEquals("viber-token", ScriptedViber.server().lastRequest().viberToken());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 13, 24, 99})
    void anyOtherStatusRejectsTheMessage(int status) throws IOException {
        answer(status, "reason");

        var rejected = assertInstanceOf(Rejected.class, submit(anySample()));

        assertEquals(new ProviderError("viber::error::" + status, "reason"), rejected.error());
    }

    @Test
    void aServerErrorLeavesTheMessageInDoubt() throws IOException {
        ScriptedViber.up().answerInHtml(503);
        assertInstanceOf(InDoubt.class, submit(anySample()));

        ScriptedViber.up().hangUp();
        assertInstanceOf(InDoubt.class, submit(anySample()));
    }

    @Test
    void anErrorOfAProxyDefersTheMessage() throws IOException {
        ScriptedViber.up().answerInHtml(429);
        assertTrue(assertInstanceOf(Deferred.class, submit(anySample())).throttled());

        ScriptedViber.up().answerInHtml(403);
        assertInstanceOf(Deferred.class, submit(anySample()));
    }

    @ParameterizedTest
    @CsvSource({"delivered,DELIVERED", "seen,SEEN"})
    void readsAStatus(String kind, MessageState state) {
        var status = assertInstanceOf(
                Status.class,
                read(
                        kind,
                        "{\"event\":\"%s\",\"timestamp\":1457764197627,\"message_token\":%s,\"user_id\":\"u\"}"
                                .formatted(kind, TOKEN)));

        assertEquals("viber/s1", status.provider());
        assertEquals(TOKEN, status.providerMessageId());
        assertEquals(state, status.state());
        assertEquals(Instant.ofEpochMilli(1457764197627L), status.at());
        assertNull(status.messageId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"delivered", "seen", "failed"})
    void readsAStatusWithATokenAsString(String kind) {
        var status = assertInstanceOf(
                Status.class, read(kind, "{\"message_token\":\"%s\",\"user_id\":\"u\"}".formatted(TOKEN)));

        assertEquals(TOKEN, status.providerMessageId());
    }

    @Test
    void acceptsStatusAndTokenAsStrings() throws IOException {
        ScriptedViber.up().answer(200, "{\"status\":\"0\",\"message_token\":\"" + TOKEN + "\"}");

        assertEquals(Accepted.of("viber/7042", TOKEN), submit(anySample()));
    }

    @Test
    void acceptsAnAnswerWithoutAToken() throws IOException {
        ScriptedViber.up().answer(200, "{\"status\":0}");

        assertEquals(new Accepted("viber/7042", List.of()), submit(anySample()));
    }

    @Test
    void readsTheReasonOfAFailure() {
        var status = assertInstanceOf(
                Status.class,
                read("failed", "{\"message_token\":7,\"user_id\":\"u\",\"desc\":\"failure description\"}"));

        assertEquals(MessageState.CHANNEL_FAILED, status.state());
        assertEquals(new ProviderError("viber::error::failed", "failure description"), status.error());
    }

    @Test
    void readsAMessage() {
        var received = assertInstanceOf(Received.class, read("message", """
                        {"event":"message","timestamp":1457764197627,"message_token":%s,
                         "sender":{"id":"01234567890A=","name":"Ann"},"message":{"type":"text","text":"Hi 👋"}}""".formatted(TOKEN)));

        assertEquals(new MoContent.Text("Hi 👋"), received.content());
        assertEquals("01234567890A=", received.from());
        assertEquals("s1", received.senderProviderId());
        assertEquals(TOKEN, received.providerMessageId());
        assertNull(received.publicId());
    }

    @Test
    void aMessageOfAnotherKindIsUnknown() {
        var received = assertInstanceOf(
                Received.class,
                read("message", "{\"message_token\":1,\"sender\":{\"id\":\"u\"},\"message\":{\"type\":\"sticker\"}}"));

        assertEquals(new MoContent.Unknown(), received.content());
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribed", "unsubscribed", "conversation_started", "new"})
    void otherEventsAreUnreadable(String kind) {
        assertInstanceOf(Unreadable.class, read(kind, "{\"message_token\":1,\"user_id\":\"u\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"01234567890A=", "nsId6t9MWy3mq09RAeXiug==", "4915123456789", "+4915123456789"})
    void numbersAndUserIdsAreValidRecipients(String recipient) {
        assertEquals(Optional.empty(), channel.validateRecipient(recipient));
    }

    @ParameterizedTest
    @ValueSource(strings = {"letters", "4915123456789012345", "a b c d e f g h=", "=", "longwordwithoutanydigits"})
    void otherRecipientsAreRejected(String recipient) {
        assertTrue(channel.validateRecipient(recipient).isPresent());
    }

    private void answer(int status, String message) {
        ScriptedViber.up().answer(200, "{\"status\":%d,\"status_message\":\"%s\"}".formatted(status, message));
    }

    private ChannelEvent read(String kind, String payload) {
        return channel.read(event("viber", kind, payload)).getFirst();
    }
}
