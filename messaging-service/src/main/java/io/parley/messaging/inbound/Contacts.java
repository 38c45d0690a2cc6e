package io.parley.messaging.inbound;

import io.parley.messaging.channel.ChannelEvent.Introduced;
import io.parley.messaging.model.Person;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.validation.E164Validator;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * What providers report about people besides their number, separately for each account. A row is written only if
 * something is new. A person who hides the number is still identified by it if it was reported before.
 */
@ApplicationScoped
class Contacts {

    /** Suffix of an insert: an older update changes nothing, and missing values keep the stored ones. */
    private static final String ON_CONFLICT_UPDATE = """
            on conflict (account_id, channel, person) do update
               set user_id = coalesce(excluded.user_id, c.user_id),
                   parent_user_id = coalesce(excluded.parent_user_id, c.parent_user_id),
                   username = coalesce(excluded.username, c.username),
                   identity_hash = coalesce(excluded.identity_hash, c.identity_hash),
                   previous_phone = coalesce(excluded.previous_phone, c.previous_phone),
                   changed_at = excluded.changed_at
             where c.changed_at <= excluded.changed_at""";

    /** A row with the number replaces the row that had the user id only. Ordered to avoid deadlocks. */
    private static final String UPSERT = """
            with updates as materialized (
                select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                    $8::timestamptz[])
                    as t (account_id, channel, phone, user_id, parent_user_id, username, identity_hash, at)
            ), numbered as (
                delete from contact c using updates t
                 where c.account_id = t.account_id and c.channel = t.channel and c.person = t.user_id
                   and c.phone is null and t.phone is not null)
            insert into contact as c
                (account_id, channel, phone, user_id, parent_user_id, username, identity_hash, changed_at)
            select t.* from updates t
              left join contact k
                on k.account_id = t.account_id and k.channel = t.channel and k.person = coalesce(t.phone, t.user_id)
             where k.person is null
                or k.changed_at <= t.at
                   and (coalesce(t.user_id, k.user_id), coalesce(t.parent_user_id, k.parent_user_id),
                        coalesce(t.username, k.username), coalesce(t.identity_hash, k.identity_hash))
                       is distinct from (k.user_id, k.parent_user_id, k.username, k.identity_hash)
             order by t.account_id, t.channel, coalesce(t.phone, t.user_id)
            """ + ON_CONFLICT_UPDATE;

    /** Moves the row of the person's previous number or user id to the new one. */
    private static final String CHANGE = """
            with old as (
                delete from contact
                 where account_id = $1 and channel = $2 and (person = $9 or user_id = $9) and changed_at <= $8
                returning phone, user_id, parent_user_id, username, identity_hash, previous_phone, changed_at
            ), known as (
                select * from old order by phone is null, changed_at desc limit 1)
            insert into contact as c
                (account_id, channel, phone, user_id, parent_user_id, username, identity_hash, changed_at,
                 previous_phone)
            select $1::uuid, $2::text, coalesce($3::text, k.phone), coalesce($4::text, k.user_id),
                   coalesce($5::text, k.parent_user_id), coalesce($6::text, k.username),
                   coalesce($7::text, k.identity_hash), $8::timestamptz, coalesce($10::text, k.previous_phone)
              from (select 1) as one left join known k on true
            """ + ON_CONFLICT_UPDATE;

    private static final String NUMBERS = """
            select distinct on (k.account_id, k.channel, k.user_id) k.account_id, k.channel, k.user_id, k.phone
              from unnest($1::uuid[], $2::text[], $3::text[]) as a (account_id, channel, user_id)
              join contact k on k.account_id = a.account_id and k.channel = a.channel and k.user_id = a.user_id
             where k.phone is not null
             order by k.account_id, k.channel, k.user_id, k.changed_at desc""";

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
            var number = person == null || person.phone() != null
                    ? null
                    : byUserId.get(Key.of(message.sender(), person.userId()));
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
                : pool.preparedQuery(NUMBERS)
                        .execute(Tuple.of(
                                column(hidden, Key::account, UUID[]::new),
                                column(hidden, Key::channel, String[]::new),
                                column(hidden, Key::id, String[]::new)))
                        .map(Contacts::numbers);
    }

    /** Stores new values with one statement; no statement if only numbers are reported. */
    Uni<Void> store(SqlClient client, List<ContactUpdate> updates) {
        Map<Key, ContactUpdate> byKey = new LinkedHashMap<>();
        updates.stream()
                .filter(one -> one.person().isMoreThanANumber())
                .forEach(one -> byKey.merge(one.key(), one, ContactUpdate::latest));
        return byKey.isEmpty()
                ? Uni.createFrom().voidItem()
                : client.preparedQuery(UPSERT)
                        .execute(columns(List.copyOf(byKey.values())))
                        .replaceWithVoid();
    }

    /** Stores what a provider reports without a message; repeats change nothing. */
    Uni<Void> introduce(Sender sender, Introduced introduced) {
        return introduced.before() == null
                ? store(pool, List.of(new ContactUpdate(sender, introduced.person(), introduced.at())))
                : pool.preparedQuery(CHANGE).execute(change(sender, introduced)).replaceWithVoid();
    }

    private static Numbers numbers(RowSet<Row> rows) {
        Map<Key, String> found = HashMap.newHashMap(rows.rowCount());
        rows.forEach(row -> found.put(new Key(row.getUUID(0), row.getString(1), row.getString(2)), row.getString(3)));
        return new Numbers(found);
    }

    private static Tuple change(Sender sender, Introduced introduced) {
        var person = introduced.person();
        return Tuple.tuple()
                .addUUID(sender.accountId())
                .addString(sender.channel().value())
                .addString(person.phone())
                .addString(person.userId())
                .addString(person.parentUserId())
                .addString(person.username())
                .addString(person.identityHash())
                .addOffsetDateTime(introduced.at().atOffset(ZoneOffset.UTC))
                .addString(introduced.before())
                .addString(previousPhone(introduced));
    }

    /** Null if the number did not change. */
    private static String previousPhone(Introduced introduced) {
        var phone = introduced.person().phone();
        return phone == null || phone.equals(introduced.before()) || !E164Validator.isNumber(introduced.before())
                ? null
                : introduced.before();
    }

    private static Tuple columns(List<ContactUpdate> updates) {
        return Tuple.tuple()
                .addArrayOfUUID(column(updates, one -> one.sender().accountId(), UUID[]::new))
                .addArrayOfString(column(updates, one -> one.sender().channel().value(), String[]::new))
                .addArrayOfString(column(updates, one -> one.person().phone(), String[]::new))
                .addArrayOfString(column(updates, one -> one.person().userId(), String[]::new))
                .addArrayOfString(column(updates, one -> one.person().parentUserId(), String[]::new))
                .addArrayOfString(column(updates, one -> one.person().username(), String[]::new))
                .addArrayOfString(column(updates, one -> one.person().identityHash(), String[]::new))
                .addArrayOfOffsetDateTime(
                        column(updates, one -> one.at().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new));
    }

    private static <T, C> C[] column(List<T> rows, Function<T, C> member, IntFunction<C[]> array) {
        return rows.stream().map(member).toArray(array);
    }
}
