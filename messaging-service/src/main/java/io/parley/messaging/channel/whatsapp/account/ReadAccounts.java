package io.parley.messaging.channel.whatsapp.account;

import io.parley.messaging.channel.whatsapp.graph.Aged;
import io.parley.messaging.channel.whatsapp.graph.WhatsAppNames;
import io.parley.model.directory.DirectoryEntry.Account;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.access.Caller;
import io.parley.runtime.access.SenderAccess;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows WhatsApp accounts and numbers. The directory states which of them a customer has; what Meta knows about them is
 * read from our tables, one query for each request, and never from Meta.
 */
@ApplicationScoped
class ReadAccounts {
    private final Directory directory;
    private final SenderAccess senders;
    private final AccountDetailRows accounts;
    private final NumberDetailRows numbers;

    ReadAccounts(Directory directory, SenderAccess senders, AccountDetailRows accounts, NumberDetailRows numbers) {
        this.directory = directory;
        this.senders = senders;
        this.accounts = accounts;
        this.numbers = numbers;
    }

    /** @param number restricts the list to the account of this number of the caller's; empty for all */
    Uni<Aged<Paged<List<ContractAccount>>>> accounts(Caller caller, Optional<String> number, Page page) {
        var all = number.map(digits -> accountOf(caller, digits).stream().toList())
                .orElseGet(() -> activeAccounts(caller).toList());
        return accounts(caller, page.of(all)).map(found -> paged(found, page, all.size()));
    }

    /** @param id ours or Meta's */
    Uni<Aged<ContractAccount>> account(Caller caller, String id) {
        return accounts(caller, List.of(owned(caller, id))).map(ReadAccounts::only);
    }

    /** @param id ours or Meta's */
    Uni<Aged<Paged<List<ContractPhoneNumber>>>> numbersOf(Caller caller, String id, Page page) {
        var account = owned(caller, id).id();
        var all = activeNumbers(caller)
                .filter(sender -> account.equals(sender.whatsAppAccountId()))
                .toList();
        return numbers(caller, page.of(all)).map(found -> paged(found, page, all.size()));
    }

    Uni<Aged<Paged<List<ContractPhoneNumber>>>> numbers(Caller caller, Page page) {
        var all = activeNumbers(caller).toList();
        return numbers(caller, page.of(all)).map(found -> paged(found, page, all.size()));
    }

    Uni<Aged<ContractPhoneNumber>> number(Caller caller, String number) {
        var sender = senders.ofAccount(caller, WhatsAppNames.CHANNEL, number)
                .orElseThrow(() -> Problems.unknown("Phone number unknown"));
        return numbers(caller, List.of(sender)).map(ReadAccounts::only);
    }

    private Uni<Aged<List<ContractAccount>>> accounts(Caller caller, List<WhatsAppAccount> shown) {
        var customer = managedBy(caller);
        return accounts.findAll(shown.stream().map(WhatsAppAccount::id).toList())
                .map(stored -> aged(
                        shown.stream()
                                .map(account -> ContractAccount.of(account, stored.get(account.id()), customer))
                                .toList(),
                        stored.values().stream().map(row -> row.readAt)));
    }

    private Uni<Aged<List<ContractPhoneNumber>>> numbers(Caller caller, List<Sender> shown) {
        var customer = managedBy(caller);
        return numbers.findAll(shown.stream().map(Sender::providerId).toList())
                .map(stored -> aged(
                        shown.stream()
                                .map(sender ->
                                        ContractPhoneNumber.of(sender, stored.get(sender.providerId()), customer))
                                .toList(),
                        stored.values().stream().map(row -> row.readAt)));
    }

    private static <T> Aged<Paged<List<T>>> paged(Aged<List<T>> shown, Page page, int total) {
        return new Aged<>(new Paged<>(shown.body(), page, total), shown.readAt());
    }

    private static <T> Aged<T> only(Aged<List<T>> shown) {
        return new Aged<>(shown.body().getFirst(), shown.readAt());
    }

    private static <T> Aged<T> aged(T body, Stream<Instant> readAt) {
        return new Aged<>(
                body,
                readAt.filter(Objects::nonNull).min(Comparator.naturalOrder()).orElse(null));
    }

    /** An account of another customer is reported like one that does not exist. */
    private WhatsAppAccount owned(Caller caller, String id) {
        return activeAccounts(caller)
                .filter(account -> account.id().toString().equalsIgnoreCase(id)
                        || account.wabaId().equals(id))
                .findFirst()
                .orElseThrow(() -> Problems.unknown("WhatsApp account unknown"));
    }

    private Optional<WhatsAppAccount> accountOf(Caller caller, String number) {
        return senders.ofAccount(caller, WhatsAppNames.CHANNEL, number).flatMap(sender -> activeAccounts(caller)
                .filter(account -> account.id().equals(sender.whatsAppAccountId()))
                .findFirst());
    }

    private Stream<WhatsAppAccount> activeAccounts(Caller caller) {
        return directory.whatsAppAccounts(caller.accountId()).stream().filter(WhatsAppAccount::active);
    }

    private Stream<Sender> activeNumbers(Caller caller) {
        return directory.senders(caller.accountId()).stream()
                .filter(sender -> sender.channel().equals(WhatsAppNames.CHANNEL))
                .filter(Sender::active);
    }

    private @Nullable ManagedBy managedBy(Caller caller) {
        return directory
                .account(caller.accountId())
                .map(Account::name)
                .map(ManagedBy::new)
                .orElse(null);
    }
}
