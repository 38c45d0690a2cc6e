package io.parley.messaging.inbound;

import io.parley.messaging.channel.ChannelEvent.Introduced;
import io.parley.messaging.model.Person;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlCall;
import io.parley.runtime.sql.SqlFragment;
import io.parley.runtime.sql.SqlRows;
import io.parley.runtime.sql.SqlStatement;
import io.parley.runtime.validation.E164Validator;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What providers report about people besides their number, separately for each account. A row is written only if
 * something is new. A person who hides the number is still identified by it if it was reported before.
 */
@ApplicationScoped
class Contacts {

    private static final Batch<ContactUpdate> CONTACTS = Batch.<ContactUpdate>named("contacts")
            .uuid("account_id", one -> one.sender().accountId())
            .text("channel", one -> one.sender().channel().value())
            .text("phone", one -> one.person().phone())
            .text("user_id", one -> one.person().userId())
            .text("parent_user_id", one -> one.person().parentUserId())
            .text("username", one -> one.person().username())
            .text("identity_hash", one -> one.person().identityHash())
            .timestamptz("changed_at", ContactUpdate::at);

    private static final SqlFragment UPDATE_OLDER =
            SqlFragment.file("update_older_contact", Contacts.class, "inbound/update-older-contact.sql");

    private static final SqlStatement STORE = SqlStatement.file(Contacts.class, "inbound/store-contacts.sql")
            .batches(CONTACTS)
            .fragments(UPDATE_OLDER)
            .load();

    private static final SqlStatement CHANGE = SqlStatement.file(Contacts.class, "inbound/change-contact.sql")
            .parameters("account_id", "channel", "before", "at")
            .parameters("phone", "user_id", "parent_user_id", "username", "identity_hash", "previous_phone")
            .fragments(UPDATE_OLDER)
            .load();

    private static final Batch<Key> PEOPLE = Batch.<Key>named("people")
            .uuid("account_id", Key::account)
            .text("channel", Key::channel)
            .text("user_id", Key::id);

    private static final SqlStatement NUMBERS =
            SqlStatement.text("""
                    select distinct on (k.account_id, k.channel, k.user_id) k.account_id, k.channel, k.user_id, k.phone
                    from :people as p
                    join contact k on k.account_id = p.account_id and k.channel = p.channel and k.user_id = p.user_id
                    where k.phone is not null
                    order by k.account_id, k.channel, k.user_id, k.changed_at desc""").batches(PEOPLE).load();

    private final Pool pool;

    Contacts(Pool pool) {
        this.pool = pool;
    }

    /** What a provider reports about a person to one of our senders. */
    record ContactUpdate(Sender sender, Person person, Instant at) {

        private Key key() {
            return Key.of(sender, person.id());
        }

        private ContactUpdate latest(ContactUpdate other) {
            return other.at.isBefore(at) ? this : other;
        }
    }

    private record Key(UUID account, String channel, String id) {

        static Key of(Sender sender, String id) {
            return new Key(sender.accountId(), sender.channel().value(), id);
        }
    }

    /** Known numbers of people who hide theirs. */
    record Numbers(Map<Key, String> byUserId) {

        /** Returns the message with the person's number if it is known. */
        PendingInbound completed(PendingInbound message) {
            var person = message.received().person();
            if (person == null || person.phone() != null) {
                return message;
            }
            var number = byUserId.get(Key.of(message.sender(), person.id()));
            return number == null ? message : message.from(person.withPhone(number));
        }
    }

    /** Finds the numbers of people who hide theirs; no query if there are none. */
    Uni<Numbers> numbers(List<PendingInbound> pending) {
        var hidden = pending.stream()
                .map(PendingInbound::contactUpdate)
                .filter(update -> update != null && update.person().phone() == null)
                .map(ContactUpdate::key)
                .distinct()
                .toList();
        return hidden.isEmpty()
                ? Uni.createFrom().item(new Numbers(Map.of()))
                : NUMBERS.with(PEOPLE, hidden).execute(pool).map(Contacts::numbers);
    }

    /** Stores new values with one statement; no statement if only numbers are reported. */
    Uni<Void> store(SqlClient client, List<ContactUpdate> updates) {
        Map<Key, ContactUpdate> byKey = new LinkedHashMap<>();
        updates.stream()
                .filter(one -> one.person().isMoreThanANumber())
                .forEach(one -> byKey.merge(one.key(), one, ContactUpdate::latest));
        return byKey.isEmpty()
                ? Uni.createFrom().voidItem()
                : STORE.with(CONTACTS, List.copyOf(byKey.values()))
                        .execute(client)
                        .replaceWithVoid();
    }

    /** Stores what a provider reports without a message; repeats change nothing. */
    Uni<Void> introduce(Sender sender, Introduced introduced) {
        var before = introduced.before();
        return before == null
                ? store(pool, List.of(new ContactUpdate(sender, introduced.person(), introduced.at())))
                : change(sender, introduced, before).execute(pool).replaceWithVoid();
    }

    private static Numbers numbers(SqlRows rows) {
        Map<Key, String> found = HashMap.newHashMap(rows.size());
        rows.forEach(row -> found.put(
                new Key(row.uuid("account_id"), row.text("channel"), row.text("user_id")), row.text("phone")));
        return new Numbers(found);
    }

    private static SqlCall change(Sender sender, Introduced introduced, String before) {
        var person = introduced.person();
        return CHANGE.with("account_id", sender.accountId())
                .with("channel", sender.channel().value())
                .with("before", before)
                .with("at", introduced.at())
                .with("phone", person.phone())
                .with("user_id", person.userId())
                .with("parent_user_id", person.parentUserId())
                .with("username", person.username())
                .with("identity_hash", person.identityHash())
                .with("previous_phone", previousPhone(person.phone(), before));
    }

    /** Null if the number did not change. */
    private static @Nullable String previousPhone(@Nullable String phone, String before) {
        return phone == null || phone.equals(before) || !E164Validator.isNumber(before) ? null : before;
    }
}
