package io.parley.messaging.overview;

import io.parley.messaging.callback.store.CallbackState;
import io.parley.messaging.callback.store.StoredCallbacks;
import io.parley.messaging.queue.DispatchJobState;
import io.parley.messaging.queue.QueueGroup;
import io.parley.messaging.queue.WaitingReason;
import io.parley.model.directory.DirectoryEntry.Account;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.directory.Directory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state of a deployment in the operator API. Queues and callbacks are counted in the database and so over all
 * instances; what only an instance knows is in its own report.
 *
 * @param at time of the response
 * @param callbacks counted up to 100,000 in all
 * @param instances empty while the console is disabled, since instances then report nothing
 */
record Overview(Instant at, List<Queue> queues, List<Callbacks> callbacks, List<InstanceReport> instances) {

    /**
     * Messages of one sender that are not submitted yet and in the same state.
     *
     * @param from the sender's identity; null if it was deleted since, as is {@code accountId}
     * @param reason why they wait, as in {@code waiting.reason} of a message; null while they only wait for their turn
     * @param oldestDueAt since when the oldest of them could have been sent; null if none is due
     */
    record Queue(
            String channel,
            UUID senderId,
            @Nullable String from,
            @Nullable UUID accountId,
            String state,
            @Nullable String reason,
            long messages,
            @Nullable Instant oldestDueAt) {

        static Queue of(QueueGroup group, Optional<Sender> sender) {
            return new Queue(
                    group.channel(),
                    group.senderId(),
                    sender.map(Sender::identity).orElse(null),
                    sender.map(Sender::accountId).orElse(null),
                    spelled(group.state()),
                    Optional.ofNullable(group.reason())
                            .map(WaitingReason::value)
                            .orElse(null),
                    group.messages(),
                    group.oldestDue());
        }

        /** In camel case, like all values of the API. */
        private static String spelled(DispatchJobState state) {
            return switch (state) {
                case DUE -> "due";
                case CLAIMED -> "inFlight";
                case IN_DOUBT -> "inDoubt";
                case HOLDS_LANE -> "holdsLane";
            };
        }
    }

    /**
     * Callbacks of one account that are not delivered.
     *
     * @param accountName null if the account was deleted since
     * @param oldestAt time of the oldest event
     */
    record Callbacks(
            UUID accountId, @Nullable String accountName, CallbackState state, long callbacks, Instant oldestAt) {

        static Callbacks of(StoredCallbacks.Backlog backlog, Directory directory) {
            return new Callbacks(
                    backlog.accountId(),
                    directory.account(backlog.accountId()).map(Account::name).orElse(null),
                    backlog.state(),
                    backlog.callbacks(),
                    backlog.oldest());
        }
    }
}
