package io.parley.messaging.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.MoContent;
import io.parley.messaging.model.MoContext;
import io.parley.messaging.model.MoFile;
import io.parley.messaging.model.Person;
import io.parley.messaging.model.ProviderError;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An event that a provider reports, in our terms. */
public sealed interface ChannelEvent {

    /**
     * The status of a message we sent.
     *
     * @param provider namespace of the id, as in {@link Submission.Accepted#provider()}
     * @param providerMessageId the provider's id of the message or of one of its segments
     * @param messageId ours if the provider returned our reference, else null
     * @param at time by the provider's clock; data, never used for ordering or leases
     * @param error set only on failure
     * @param details members for the status callback below the channel's name (conversation, pricing); null if none
     * @param hints other data that identifies the message; null if none
     * @param alternatives other spellings of the provider's id, where the provider writes the same id in two ways: one
     *     is used if no message has the id itself and exactly one message has one of these
     * @param parts number of segments it covers; 1 if not reported
     */
    record Status(
            String provider,
            String providerMessageId,
            @Nullable UUID messageId,
            MessageState state,
            Instant at,
            @Nullable ProviderError error,
            @Nullable ObjectNode details,
            @Nullable SubmitHints hints,
            List<String> alternatives,
            int parts)
            implements ChannelEvent {

        public Status {
            alternatives = List.copyOf(alternatives);
        }

        /** A status with one spelling of the id that covers one segment. */
        public Status(
                String provider,
                String providerMessageId,
                @Nullable UUID messageId,
                MessageState state,
                Instant at,
                @Nullable ProviderError error,
                @Nullable ObjectNode details,
                @Nullable SubmitHints hints) {
            this(provider, providerMessageId, messageId, state, at, error, details, hints, List.of(), 1);
        }

        /** A status that identifies its message by the id only. */
        public Status(
                String provider,
                String providerMessageId,
                @Nullable UUID messageId,
                MessageState state,
                Instant at,
                @Nullable ProviderError error,
                @Nullable ObjectNode details) {
            this(provider, providerMessageId, messageId, state, at, error, details, null);
        }

        /** Returns a copy with the id that a message has. */
        public Status named(String id) {
            return new Status(provider, id, messageId, state, at, error, details, hints, List.of(), parts);
        }
    }

    /**
     * An inbound message.
     *
     * @param provider namespace of the id
     * @param providerMessageId the provider's id; duplicates are detected by it
     * @param senderProviderId the identity of ours that was addressed, see {@code DirectoryEntry.Sender#providerId}
     * @param from the person: number in digits, or the network's user id
     * @param publicId the contract's {@code messageId}: the network's for WhatsApp; null if ours is used
     * @param details members of the callback below the channel's name (senderName, parts); null if none
     * @param context what it refers to; null if nothing
     * @param file to fetch for a {@link MoContent.Media}; null otherwise
     * @param person what the network reports of the person; null if only {@code from}
     */
    record Received(
            String provider,
            String providerMessageId,
            String senderProviderId,
            String from,
            @Nullable String publicId,
            Instant at,
            MoContent content,
            @Nullable ObjectNode details,
            @Nullable MoContext context,
            @Nullable MoFile file,
            @Nullable Person person)
            implements ChannelEvent {

        /** A message without context and file, from a person known by {@code from} only. */
        public Received(
                String provider,
                String providerMessageId,
                String senderProviderId,
                String from,
                @Nullable String publicId,
                Instant at,
                MoContent content,
                @Nullable ObjectNode details) {
            this(provider, providerMessageId, senderProviderId, from, publicId, at, content, details, null, null, null);
        }

        /** Returns a copy with the known data of the person. */
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

        /** Network ids of the messages it refers to. */
        public Stream<String> messages() {
            return Stream.of(
                            context == null ? null : context.messageId(),
                            content instanceof MoContent.Reaction(var reaction) ? reaction.messageId() : null)
                    .filter(Objects::nonNull);
        }
    }

    /**
     * A person deleted a message that they had sent us.
     *
     * @param provider namespace of the id
     * @param providerMessageId the provider's id of the deleted message
     * @param senderProviderId the identity of ours that it was sent to
     */
    record Revoked(String provider, String providerMessageId, String senderProviderId, Instant at)
            implements ChannelEvent {}

    /**
     * The network reports data of a person without a message: a new number, another user id, a changed key.
     *
     * @param senderProviderId the identity of ours that the report is addressed to
     * @param person the current data; members that are not reported are null
     * @param before the previous number or user id of the person; null if unchanged
     */
    record Introduced(
            String senderProviderId,
            Person person,
            @Nullable String before,
            Instant at) implements ChannelEvent {}

    /**
     * A change of our account or identity at the provider.
     *
     * @param account the provider's id of our account; null if not reported
     * @param identity the identity of ours that changed, in digits; null if the change applies to the whole account
     * @param at time by the provider's clock
     * @param changes none if the event only means that what is known of the account must be read again
     * @param observation id of the changes if we found them by comparing values, the same if they are found again; null
     *     if the provider reported them
     */
    record Changed(
            @Nullable String account,
            @Nullable String identity,
            Instant at,
            List<Change> changes,
            @Nullable String observation)
            implements ChannelEvent {
        public Changed {
            changes = List.copyOf(changes);
        }

        /** Changes that the provider reported. */
        public Changed(@Nullable String account, @Nullable String identity, Instant at, List<Change> changes) {
            this(account, identity, at, changes, null);
        }

        /** Whether we found the changes ourselves, so that the provider may report or have reported them too. */
        public boolean isObserved() {
            return observation != null;
        }
    }

    /**
     * One changed property.
     *
     * @param property the contract's name
     * @param oldValue null if the provider does not report it
     * @param reason as the provider reports it; null if there is none
     * @param restrictions those in force from now on; empty if none
     */
    record Change(
            String property,
            @Nullable String oldValue,
            String newValue,
            @Nullable String reason,
            List<Restriction> restrictions) {
        public Change {
            restrictions = List.copyOf(restrictions);
        }
    }

    /**
     * A temporary restriction of our account.
     *
     * @param type as the provider reports it
     * @param until null if the provider does not report it
     */
    record Restriction(String type, @Nullable Instant until) {}

    /**
     * An event that cannot be parsed or is not supported yet: parked and counted, never dropped.
     *
     * @param id the same for the same content, so that a repeat is stored once; null if each is stored
     * @param content as text; null if the event came over the bus, which has it
     */
    record Unreadable(
            String reason, @Nullable String id, @Nullable String content) implements ChannelEvent {

        /** An event whose content the bus has. */
        public Unreadable(String reason) {
            this(reason, null, null);
        }
    }
}
