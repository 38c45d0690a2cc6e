package io.parley.messaging.channel;

import io.parley.model.ChannelName;
import io.parley.model.ProviderEvent;
import io.parley.model.Violation;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.setup.SetupFinding;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A network that carries messages to and from people. One package implements it as an {@code @ApplicationScoped} bean;
 * nothing else in the service names a channel. Enabled by {@code parley.channels.<name>.enabled}.
 *
 * @param <C> the sealed family of contents it supports
 */
public interface Channel<C extends MessageContent> {

    /** Name, kind of identities and content types; constant. */
    ChannelKind<C> kind();

    default ChannelName name() {
        return kind().name();
    }

    /** Validates an identity that an operator registers. Returns the remedy to report; empty if it is valid. */
    default Optional<String> validateIdentity(String identity) {
        return Optional.empty();
    }

    /** Validates {@code to} of a request. Returns the remedy to report to the caller; empty if it is valid. */
    Optional<String> validateRecipient(String recipient);

    /**
     * Validates the combination of a valid content with these options. Returns the remedy to report to the caller;
     * empty if it is valid.
     */
    default Optional<String> validateContent(C content, MessageOptions options) {
        return Optional.empty();
    }

    /**
     * Validates that this sender can send a valid content: against what is known of the provider's side, and against
     * provider limits below the contract's if the deployment enforces them. Works in memory, since every message waits
     * for it.
     *
     * @return each violation with its path below the content
     */
    default List<Violation> validateSending(Sender sender, C content) {
        return List.of();
    }

    /**
     * Submits one message to the provider. Never blocks and never retries. May be called again for the same message
     * after {@link Submission.Deferred} or a counted resend. Never fails: every outcome is a value.
     */
    Uni<Submission> submit(OutboundMessage<C> message);

    /** Policy for a message of this sender that is still in doubt when its hold ends. */
    default InDoubtPolicy inDoubtPolicy(Sender sender) {
        return InDoubtPolicy.RESEND;
    }

    /**
     * References that statuses of this message return as {@link SubmitHints#reference}, one for each segment sent to
     * this provider; empty if the network returns none. The same for every attempt.
     *
     * @param provider as in {@link Submission.Accepted#provider()}; null for the sender's first choice
     */
    default List<Integer> references(UUID messageId, C content, @Nullable String provider) {
        return List.of();
    }

    /** The text whose first characters statuses repeat; null if the network repeats none. */
    default @Nullable String quoted(C content) {
        return null;
    }

    /** The state of this instance's connections that stay open; empty if the network is called by HTTP. Works in memory. */
    default List<ConnectionState> connections() {
        return List.of();
    }

    /**
     * Checks the set-up against the network: credentials, registrations, connections. Sends no message. Never fails: what
     * could not be checked is a finding too.
     *
     * @param senders the senders to check
     */
    default Uni<List<SetupFinding>> checkSetup(List<Sender> senders) {
        return Uni.createFrom().item(List.of());
    }

    /**
     * Makes a sender usable as far as the network's API allows it, for example registers its webhook; then checks it. May
     * be repeated. Never fails: what did not succeed is a finding.
     */
    default Uni<List<SetupFinding>> connect(Sender sender) {
        return checkSetup(List.of(sender));
    }

    /**
     * Subscribes to the webhooks of a business account and lists its senders. May be repeated. Never fails: what did not
     * succeed is a finding. A channel without business accounts returns {@link ConnectedAccount#NONE}.
     */
    default Uni<ConnectedAccount> connectAccount(WhatsAppAccount account) {
        return Uni.createFrom().item(ConnectedAccount.NONE);
    }

    /**
     * Stores a change of an account or number of ours in what the channel keeps about them. Called after the change was
     * published, and again for a repeated event, so storing the same change twice has no effect.
     */
    default Uni<Void> changed(ChannelEvent.Changed changed) {
        return Uni.createFrom().voidItem();
    }

    /** The {@link ProviderEvent#provider()} values whose events this channel reads. */
    default Set<String> providers() {
        return Set.of();
    }

    /**
     * Parses one item of a provider webhook. Never throws: returns {@link ChannelEvent.Unreadable} if it cannot parse.
     */
    default List<ChannelEvent> read(ProviderEvent event) {
        return List.of(new ChannelEvent.Unreadable("no reader"));
    }
}
