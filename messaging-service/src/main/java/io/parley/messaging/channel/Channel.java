package io.parley.messaging.channel;

import io.parley.model.ChannelName;
import io.parley.model.ProviderEvent;
import io.parley.model.Violation;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A way to reach people. One package implements it as an {@code @ApplicationScoped} bean; nothing else in the service
 * names a channel. Switched by {@code parley.channels.<name>.enabled}.
 *
 * @param <C> the sealed family of contents it carries
 */
public interface Channel<C extends MessageContent> {

    /** Its name, its identities and what its messages carry; always the same. */
    ChannelKind<C> kind();

    default ChannelName name() {
        return kind().name();
    }

    /** Whether an operator can register this identity here, as the remedy to tell; null if so. */
    default String validateIdentity(String identity) {
        return null;
    }

    /** Whether {@code to} can be reached here, as the remedy to tell the caller; null if it can. */
    String validateRecipient(String recipient);

    /**
     * Whether a content that is good by itself can go with these options, as the remedy to tell the caller; null if it
     * can.
     */
    default String validateContent(C content, MessageOptions options) {
        return null;
    }

    /**
     * What keeps this sender from sending a content that is good by itself: what is known of the provider's side, or what
     * its provider takes less of than the contract allows, where the deployment wants that refused at once. Works in memory,
     * since every message waits for it.
     *
     * @return each fault with its path below the content
     */
    default List<Violation> faultsOfSending(Sender sender, C content) {
        return List.of();
    }

    /**
     * Hands one message to the provider. Never blocks, never retries, may be called again for the same message after
     * {@link Submission.Deferred} or a counted resend. Never fails: every outcome is a value.
     */
    Uni<Submission> submit(OutboundMessage<C> message);

    /** What follows for a message of this sender that stayed in doubt for its whole hold. */
    default InDoubtPolicy afterSilence(Sender sender) {
        return InDoubtPolicy.RESEND;
    }

    /**
     * What statuses of this message return as {@link SubmitHints#reference}, one for each part in which it is sent to
     * this provider; empty if the network returns nothing. The same for every attempt.
     *
     * @param provider as in {@link Submission.Accepted#provider()}; null for whichever the sender would use first
     */
    default List<Integer> references(UUID messageId, C content, String provider) {
        return List.of();
    }

    /** The text of which statuses repeat the begin; null if the network repeats nothing. */
    default String quoted(C content) {
        return null;
    }

    /** The {@link ProviderEvent#provider()} values whose events this channel reads. */
    default Set<String> providers() {
        return Set.of();
    }

    /** Reads one item of a provider webhook. Never throws: what it cannot read is {@link ChannelEvent.Unreadable}. */
    default List<ChannelEvent> read(ProviderEvent event) {
        return List.of(new ChannelEvent.Unreadable("no reader"));
    }
}
