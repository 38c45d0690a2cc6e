package io.parley.messaging.callback.operator;

import io.parley.messaging.callback.store.CallbackCriteria;
import io.parley.messaging.callback.store.StoredCallback;
import io.parley.messaging.callback.store.StoredCallbacks;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Queries callbacks of an account for operators. */
@ApplicationScoped
class Callbacks {
    private final StoredCallbacks callbacks;
    private final InboundIds inboundIds;
    private final Directory directory;
    private final InstantSource time;

    Callbacks(StoredCallbacks callbacks, InboundIds inboundIds, Directory directory, InstantSource time) {
        this.callbacks = callbacks;
        this.inboundIds = inboundIds;
        this.directory = directory;
        this.time = time;
    }

    Uni<Paged<List<CallbackResponse>>> list(UUID accountId, CallbackFilter filter, Page page) {
        requireAccount(accountId);
        return criteria(accountId, filter.bounded(time.instant())).chain(criteria -> page(criteria, page));
    }

    /** Includes the logged attempts. */
    Uni<CallbackResponse> read(UUID accountId, UUID id) {
        requireAccount(accountId);
        return find(accountId, id)
                .chain(callback -> callbacks.attempts(id).map(attempts -> CallbackResponse.of(callback)
                        .with(attempts)));
    }

    /** A callback of another account is not found. */
    Uni<StoredCallback> find(UUID accountId, UUID id) {
        return callbacks.find(accountId, id).map(found -> found.orElseThrow(Problems::notFound));
    }

    void requireAccount(UUID accountId) {
        if (directory.account(accountId).isEmpty()) {
            throw Problems.notFound();
        }
    }

    /** Resolves the message id: ours, or that of the provider for a received message. */
    Uni<CallbackCriteria> criteria(UUID accountId, CallbackFilter filter) {
        var messageId = filter.messageId();
        return messageId == null
                ? Uni.createFrom().item(filter.criteria(accountId, null))
                : inboundIds
                        .ofProviderId(messageId)
                        .map(received -> filter.criteria(accountId, withOurs(messageId, received)));
    }

    private Uni<Paged<List<CallbackResponse>>> page(CallbackCriteria criteria, Page page) {
        return callbacks.count(criteria).chain(total -> callbacks
                .list(criteria, page.size(), page.offset())
                .map(found -> found.stream().map(CallbackResponse::of).toList())
                .map(responses -> new Paged<>(responses, page, total)));
    }

    private static List<UUID> withOurs(String messageId, List<UUID> received) {
        try {
            return Stream.concat(Stream.of(UUID.fromString(messageId)), received.stream())
                    .toList();
        } catch (IllegalArgumentException e) {
            return received;
        }
    }
}
