package io.parley.messaging.channel.whatsapp.account;

import static io.parley.runtime.json.ProviderJson.elements;
import static io.parley.runtime.json.ProviderJson.scalar;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.messaging.channel.whatsapp.account.RefreshTarget.OfAccount;
import io.parley.messaging.channel.whatsapp.account.RefreshTarget.OfNumber;
import io.parley.messaging.channel.whatsapp.graph.GraphAccounts;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an account and its numbers from Meta and stores them. Each page of numbers is stored when it was read, so that a
 * failure leaves the pages before it current and the others as they were. Numbers that the directory does not have are
 * not stored.
 */
@ApplicationScoped
class RefreshAccount {
    /** Meta's limit for an account is far below the 100,000 numbers of these pages. */
    private static final int MAX_PAGES = 1_000;

    private final GraphAccounts graph;
    private final RefreshTargets targets;
    private final StoreDetails store;
    private final InstantSource time;

    RefreshAccount(GraphAccounts graph, RefreshTargets targets, StoreDetails store, InstantSource time) {
        this.graph = graph;
        this.targets = targets;
        this.store = store;
        this.time = time;
    }

    /** Fails with a {@link io.parley.runtime.graph.GraphFailure} if a call fails. */
    Uni<Void> refresh(RefreshTarget target) {
        return switch (target) {
            case OfAccount(var account) -> refreshAccount(account).chain(() -> refreshNumbers(account, null, 1));
            case OfNumber(var sender) -> {
                var startedAt = time.instant();
                yield graph.phoneNumber(sender)
                        .map(NumberDetails::of)
                        .chain(details -> store.numbers(null, List.of(new NumberOfSender(sender, details)), startedAt));
            }
        };
    }

    private Uni<Void> refreshAccount(WhatsAppAccount account) {
        var startedAt = time.instant();
        return graph.account(account)
                .map(AccountDetails::of)
                .chain(details -> store.account(account, details, startedAt));
    }

    private Uni<Void> refreshNumbers(WhatsAppAccount account, @Nullable String after, int page) {
        var startedAt = time.instant();
        return graph.phoneNumbers(account, after)
                .call(list -> store.numbers(account, known(account, list), startedAt))
                .map(list -> next(list, after))
                .chain(next -> next.isPresent() && page < MAX_PAGES
                        ? refreshNumbers(account, next.get(), page + 1)
                        : Uni.createFrom().voidItem());
    }

    private List<NumberOfSender> known(WhatsAppAccount account, JsonNode list) {
        return elements(list.path("data")).stream()
                .map(NumberDetails::of)
                .flatMap(
                        details -> targets
                                .number(account, details.phoneNumberId())
                                .map(sender -> new NumberOfSender(sender, details))
                                .stream())
                .toList();
    }

    /** Cursor of the next page; empty after the last one, and if Meta returns the same cursor again. */
    private static Optional<String> next(JsonNode list, @Nullable String after) {
        var paging = list.path("paging");
        return paging.hasNonNull("next")
                ? scalar(paging.path("cursors").path("after")).filter(cursor -> !cursor.equals(after))
                : Optional.empty();
    }
}
