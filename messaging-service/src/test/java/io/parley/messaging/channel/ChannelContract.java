package io.parley.messaging.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.ContentSamples.Sample;
import io.parley.messaging.channel.Submission.Accepted;
import io.parley.messaging.channel.Submission.Deferred;
import io.parley.messaging.channel.Submission.InDoubt;
import io.parley.messaging.channel.Submission.Rejected;
import io.parley.model.ChannelName;
import io.parley.model.ProviderEvent;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.test.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Contract test of {@link Channel}. A channel's test extends this and only builds the channel and scripts its provider.
 * Each content needs pairs of {@link ContentSamples} that together use each of its members; a content or a member
 * without one fails.
 */
public abstract class ChannelContract<C extends MessageContent> {
    protected static final UUID MESSAGE_ID = UUID.fromString("0190a0b0-c0d0-7000-8000-000000000001");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    protected final ObjectMapper json = new ObjectMapper();

    protected abstract Channel<C> channel();

    /** Makes the provider accept the next message. */
    protected abstract void providerAccepts();

    /** Makes the provider reject the next message permanently. */
    protected abstract void providerRefuses();

    /** Makes the provider throttle the next message. */
    protected abstract void providerThrottles();

    /** Makes the provider receive the next message and never answer. */
    protected abstract void providerDoesNotRespond();

    /** Makes the provider unreachable. */
    protected abstract void stopProvider();

    /** The last request that the provider received, in the format of the samples. */
    protected abstract JsonNode lastReceived();

    /** An identity as the directory returns it. */
    protected abstract Sender sender();

    protected abstract String recipient();

    /** Folder of the samples below {@code samples/}. */
    protected String samples() {
        return channel().name().value();
    }

    protected MessageOptions options() {
        return new MessageOptions.None();
    }

    @Test
    void eachContentIsSentInTheProvidersFormat() throws IOException {
        for (var content : contents()) {
            for (var sample : samplesOf(content)) {
                providerAccepts();

                var outcome = submit(sample.content());

                assertInstanceOf(Accepted.class, outcome, sample.name());
                assertEquals(sample.provider(), lastReceived(), sample.name());
            }
        }
    }

    @Test
    void eachMemberHasASample() throws IOException {
        for (var content : contents()) {
            var values = samplesOf(content).stream().map(Sample::content).toList();

            assertEquals(Set.of(), UnusedMembers.of(content, values), "not in samples of " + content.getSimpleName());
        }
    }

    @Test
    void anAcceptedMessageHasTheProvidersId() throws IOException {
        providerAccepts();

        var accepted = assertInstanceOf(Accepted.class, submit(anySample()));

        assertFalse(accepted.provider().isBlank());
        assertFalse(accepted.providerMessageIds().isEmpty());
        assertTrue(accepted.providerMessageIds().stream().noneMatch(String::isBlank));
    }

    @Test
    void aRejectionHasCodeAndMessage() throws IOException {
        providerRefuses();

        var rejected = assertInstanceOf(Rejected.class, submit(anySample()));

        assertTrue(rejected.error().code().startsWith(channel().name() + "::error::"), rejected.toString());
        assertFalse(rejected.error().message().isBlank());
    }

    @Test
    void throttlingDefersTheMessage() throws IOException {
        providerThrottles();

        var deferred = assertInstanceOf(Deferred.class, submit(anySample()));

        assertTrue(deferred.throttled());
        assertTrue(deferred.after().isPositive());
    }

    @Test
    void aMessageWithoutAnswerIsInDoubt() throws IOException {
        providerDoesNotRespond();

        assertInstanceOf(InDoubt.class, submit(anySample()));
    }

    @Test
    void anUnreachableProviderDefersTheMessage() throws IOException {
        var sample = anySample();
        stopProvider();

        // Until the closing of a kept connection is noticed, a message may be written to it.
        Eventually.holds(() ->
                assertFalse(assertInstanceOf(Deferred.class, submit(sample)).throttled()));
    }

    @Test
    void aMessageIsAcceptedAfterAnOutage() throws IOException {
        stopProvider();
        submit(anySample());
        providerAccepts();

        assertInstanceOf(Accepted.class, submit(anySample()));
    }

    @Test
    void anUnknownEventIsUnreadable() {
        for (var provider : channel().providers()) {
            for (var kind : List.of("message", "status", "delivered", "report", "unknown")) {
                for (var payload : List.of("{}", "null", "[]", "\"text\"", "{\"message\":7,\"status\":[]}")) {
                    for (var read : channel().read(event(provider, kind, payload))) {
                        assertInstanceOf(ChannelEvent.Unreadable.class, read, kind + " " + payload);
                    }
                }
            }
        }
    }

    @Test
    void anInvalidRecipientIsRejected() {
        assertEquals(Optional.empty(), channel().validateRecipient(recipient()));
        for (var invalid : List.of(
                "",
                " ",
                "+",
                "++491",
                "49 151",
                "49-151",
                "٤٩١٥١٢٣٤٥٦",
                "\u0000",
                "<script>",
                "015550001111",
                "+015550001111",
                "004915550001111",
                "0000")) {
            assertTrue(channel().validateRecipient(invalid).isPresent(), "recipient '" + invalid + "'");
        }
    }

    protected Submission submit(C content) {
        return submit(content, 0);
    }

    protected Submission submit(C content, int throttles) {
        return channel()
                .submit(new OutboundMessage<>(
                        MESSAGE_ID, sender(), recipient(), content, options(), 1, throttles, references(content), null))
                .await()
                .atMost(TIMEOUT);
    }

    /** References of the content, with the ids of the samples. */
    private static ProviderReferences references(MessageContent content) {
        return new ProviderReferences(
                content.messages().stream()
                        .filter(id -> !id.startsWith("wamid"))
                        .collect(Collectors.toMap(id -> id, id -> "wamid.of." + id)),
                content.media().keySet().stream().collect(Collectors.toMap(id -> id, id -> "media-of-" + id)));
    }

    protected C anySample() throws IOException {
        return samplesOf(contents().getFirst()).getFirst().content();
    }

    protected ProviderEvent event(String provider, String kind, String payload) {
        try {
            return new ProviderEvent(
                    1, "e1", provider, kind, "s1", "k1", Instant.parse("2026-01-02T03:04:05Z"), json.readTree(payload));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    protected static Sender sender(
            String channel, String identity, String providerId, UUID account, Map<String, String> attributes) {
        return new Sender(
                UUID.fromString("00000000-0000-4000-8000-00000000000a"),
                UUID.fromString("00000000-0000-4000-8000-00000000000b"),
                new ChannelName(channel),
                identity,
                "test",
                providerId,
                account,
                Set.of(Scope.MESSAGES_WRITE),
                attributes,
                true,
                1);
    }

    private List<Sample<C>> samplesOf(Class<? extends C> content) throws IOException {
        return new ContentSamples<>(samples(), channel().kind()).of(content);
    }

    @SuppressWarnings("unchecked")
    private List<Class<? extends C>> contents() {
        return members(channel().kind().contentType())
                .<Class<? extends C>>map(type -> (Class<? extends C>) type)
                .toList();
    }

    private static Stream<Class<?>> members(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ChannelContract::members)
                : Stream.of(type);
    }
}
