package io.parley.messaging.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** What a provider tells us, in our words. */
public sealed interface ChannelEvent {

    /**
     * Something became of a message we sent.
     *
     * @param provider space of the id, as in {@link Submission.Accepted#provider()}
     * @param providerMessageId the provider's id of the message or of one part of it
     * @param messageId ours where the provider handed our reference back, else null
     * @param at when, by the provider's clock; data, never used for ordering or leases
     * @param error only with a failure
     * @param details members for the status callback below the channel's name (conversation, pricing); null if none
     * @param hints what else it says of the message; null if nothing
     * @param alternatives what else the provider's id may be, where it writes the same id in two ways: one of them counts
     *     if no message has the id itself and only one message has any of these
     * @param parts how many parts of the message it is about; 1 unless it says more
     */
    record Status(
            String provider,
            String providerMessageId,
            UUID messageId,
            MessageState state,
            Instant at,
            ProviderError error,
            ObjectNode details,
            SubmitHints hints,
            List<String> alternatives,
            int parts)
            implements ChannelEvent {

        public Status {
            alternatives = List.copyOf(alternatives);
        }

        /** One whose id is written in one way and that is about one part, or about a message of one. */
        public Status(
                String provider,
                String providerMessageId,
                UUID messageId,
                MessageState state,
                Instant at,
                ProviderError error,
                ObjectNode details,
                SubmitHints hints) {
            this(provider, providerMessageId, messageId, state, at, error, details, hints, List.of(), 1);
        }

        /** One that says of its message no more than the id. */
        public Status(
                String provider,
                String providerMessageId,
                UUID messageId,
                MessageState state,
                Instant at,
                ProviderError error,
                ObjectNode details) {
            this(provider, providerMessageId, messageId, state, at, error, details, null);
        }

        /** The same under the id that a message has. */
        public Status named(String id) {
            return new Status(provider, id, messageId, state, at, error, details, hints, List.of(), parts);
        }
    }

    /**
     * A person wrote to us.
     *
     * @param provider space of the id
     * @param providerMessageId the provider's id, the key by which a repeat is noticed
     * @param senderProviderId which of our identities was addressed, see {@code DirectoryEntry.Sender#providerId}
     * @param from the person: number in digits, or the network's user id
     * @param publicId the contract's {@code messageId}: the network's for WhatsApp, null where ours is used
     * @param details members of the callback below the channel's name (senderName, parts); null if none
     * @param context what it refers to; null if nothing
     * @param file to fetch for a {@link MoContent.Media}; null otherwise
     * @param person what the network tells of the person; null if no more than {@code from}
     */
    record Received(
            String provider,
            String providerMessageId,
            String senderProviderId,
            String from,
            String publicId,
            Instant at,
            MoContent content,
            ObjectNode details,
            MoContext context,
            MoFile file,
            Person person)
            implements ChannelEvent {

        /** One that refers to nothing and has no file, from somebody of whom no more is told. */
        public Received(
                String provider,
                String providerMessageId,
                String senderProviderId,
                String from,
                String publicId,
                Instant at,
                MoContent content,
                ObjectNode details) {
            this(provider, providerMessageId, senderProviderId, from, publicId, at, content, details, null, null, null);
        }

        /** The same, from a person of whom more is known than it says. */
        public Received from(Person known) {
            return new Received(
                    provider,
                    providerMessageId,
                    senderProviderId,
                    known.id(),
                    publicId,
                    at,
                    content,
                    details,
                    context,
                    file,
                    known);
        }

        /** The network's ids of the messages it refers to. */
        public Stream<String> messages() {
            return Stream.of(
                            context == null ? null : context.messageId(),
                            content instanceof MoContent.Reaction(var reaction) ? reaction.messageId() : null)
                    .filter(Objects::nonNull);
        }
    }

    /**
     * A person took back a message that they had sent us.
     *
     * @param provider space of the id
     * @param providerMessageId the provider's id of the message that is gone
     * @param senderProviderId which of our identities it was sent to
     */
    record Revoked(String provider, String providerMessageId, String senderProviderId, Instant at)
            implements ChannelEvent {}

    /**
     * The network tells something of a person without a message: a new number, another user id, a changed key.
     *
     * @param senderProviderId the identity of ours to which it is told
     * @param person what is known now; members that are not told are null
     * @param before the number or user id by which the person was known until now; null if that is still the one
     */
    record Introduced(String senderProviderId, Person person, String before, Instant at) implements ChannelEvent {}

    /**
     * Something about us changed at the provider.
     *
     * @param account the provider's id of our account there; null if not told
     * @param identity which of our identities it is about, in digits; null if it is about the account as a whole
     * @param at when, by the provider's clock
     * @param changes at least one
     */
    record Changed(String account, String identity, Instant at, List<Change> changes) implements ChannelEvent {
        public Changed {
            changes = List.copyOf(changes);
        }
    }

    /**
     * One thing that changed.
     *
     * @param property in the contract's words
     * @param oldValue null where the provider does not tell
     * @param reason in the provider's words; null if there is none
     * @param restrictions what is restricted from now on; empty if nothing is
     */
    record Change(String property, String oldValue, String newValue, String reason, List<Restriction> restrictions) {
        public Change {
            restrictions = List.copyOf(restrictions);
        }
    }

    /**
     * Something we may not do for a while.
     *
     * @param type in the provider's words
     * @param until null where the provider does not tell
     */
    record Restriction(String type, Instant until) {}

    /**
     * Not understood or not wanted yet: parked and counted, never dropped.
     *
     * @param id the same for the same content, so that a repeat is kept once; null if each is kept
     * @param content what came, as text; null where the event came over the bus, which has it
     */
    record Unreadable(String reason, String id, String content) implements ChannelEvent {

        /** One whose content the bus has. */
        public Unreadable(String reason) {
            this(reason, null, null);
        }
    }
}
