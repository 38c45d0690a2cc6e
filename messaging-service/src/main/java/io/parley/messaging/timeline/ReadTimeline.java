package io.parley.messaging.timeline;

import io.parley.messaging.callback.operator.MessageCallbacks;
import io.parley.messaging.dispatch.SubmitAttempts;
import io.parley.messaging.inbound.ReceivedMessage;
import io.parley.messaging.inbound.ReceivedMessages;
import io.parley.messaging.message.FindStoredMessage;
import io.parley.messaging.message.ResendMessage;
import io.parley.messaging.message.StoredMessage;
import io.parley.model.directory.DirectoryEntry.Account;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Collects what is stored about a message of any account. */
@ApplicationScoped
class ReadTimeline {
    private final FindStoredMessage messages;
    private final ReceivedMessages received;
    private final SubmitAttempts attempts;
    private final MessageCallbacks callbacks;
    private final ResendMessage resendMessage;
    private final Directory directory;

    ReadTimeline(
            FindStoredMessage messages,
            ReceivedMessages received,
            SubmitAttempts attempts,
            MessageCallbacks callbacks,
            ResendMessage resendMessage,
            Directory directory) {
        this.messages = messages;
        this.received = received;
        this.attempts = attempts;
        this.callbacks = callbacks;
        this.resendMessage = resendMessage;
        this.directory = directory;
    }

    /** @param id of a sent or a received message */
    Uni<MessageTimeline> of(UUID id) {
        return messages.find(id).chain(sent -> sent.map(this::ofSent).orElseGet(() -> received.find(id)
                .map(found -> found.orElseThrow(Problems::notFound))
                .chain(this::ofReceived)));
    }

    /** Accepts a sent message once more; returns the contract's MessageResponse. */
    Uni<String> resend(UUID id) {
        return messages.find(id)
                .map(found -> found.orElseThrow(Problems::notFound))
                .chain(resendMessage::resend);
    }

    private Uni<MessageTimeline> ofSent(StoredMessage message) {
        var reference = message.reference();
        return attempts.of(reference.id()).chain(tried -> callbacks
                .of(reference.accountId(), reference.id())
                .map(calls -> MessageTimeline.of(message, accountName(reference.accountId()), tried, calls)));
    }

    private Uni<MessageTimeline> ofReceived(ReceivedMessage message) {
        return callbacks
                .of(message.accountId(), message.id())
                .map(calls -> MessageTimeline.of(
                        message, accountName(message.accountId()), identity(message.senderId()), calls));
    }

    private @Nullable String accountName(UUID accountId) {
        return directory.account(accountId).map(Account::name).orElse(null);
    }

    private @Nullable String identity(UUID senderId) {
        return directory.sender(senderId).map(Sender::identity).orElse(null);
    }
}
