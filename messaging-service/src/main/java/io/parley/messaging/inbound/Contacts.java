package io.parley.messaging.inbound;

import io.parley.messaging.channel.ChannelEvent.Introduced;
import io.parley.messaging.channel.Person;
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
 * What networks tell of people beside their number, each account for itself: a row is written only where something is
 * new. So a person who keeps the number back now is still known by it if it was told once.
 */
@ApplicationScoped
class Contacts {

    /** Follows an insertion: what is told late changes nothing, what is not told stays. */
    private static final String OR_UPDATE = """
            on conflict (account_id, channel, person) do update
               set user_id = coalesce(excluded.user_id, c.user_id),
                   parent_user_id = coalesce(excluded.parent_user_id, c.parent_user_id),
                   username = coalesce(excluded.username, c.username),
                   identity_hash = coalesce(excluded.identity_hash, c.identity_hash),
                   previous_phone = coalesce(excluded.previous_phone, c.previous_phone),
                   changed_at = excluded.changed_at
             where c.changed_at <= excluded.changed_at""";

    /** A number that turns up for a user id takes the place of the row that had none. Ordered against deadlocks. */
    private static final String LEARN = """
            with told as materialized (
                select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                    $8::timestamptz[])
                    as t (account_id, channel, phone, user_id, parent_user_id, username, identity_hash, at)
            ), numbered as (
                delete from contact c using told t
                 where c.account_id = t.account_id and c.channel = t.channel and c.person = t.user_id
                   and c.phone is null and t.phone is not null)
            insert into contact as c
                (account_id, channel, phone, user_id, parent_user_id, username, identity_hash, changed_at)
            select t.* from told t
              left join contact k
                on k.account_id = t.account_id and k.channel = t.channel and k.person = coalesce(t.phone, t.user_id)
             where k.person is null
                or k.changed_at <= t.at
                   and (coalesce(t.user_id, k.user_id), coalesce(t.parent_user_id, k.parent_user_id),
                        coalesce(t.username, k.username), coalesce(t.identity_hash, k.identity_hash))
                       is distinct from (k.user_id, k.parent_user_id, k.username, k.identity_hash)
             order by t.account_id, t.channel, coalesce(t.phone, t.user_id)
            """ + OR_UPDATE;

    /** The row by which the person was known until now becomes the one by which the person is known from now on. */
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
            """ + OR_UPDATE;

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

    /** Something a network tells of a person to one of our identities. */
    record ContactUpdate(Sender sender, Person person, Instant at) {

        private Key key() {
            return Key.of(sender, person.id());
        }

        private ContactUpdate orLater(ContactUpdate other) {
            return other.at.isBefore(at) ? this : other;
        }
    }

    private record Key(UUID account, String channel, String id) {

        static Key of(Sender sender, String id) {
            return new Key(sender.accountId(), sender.channel().value(), id);
        }
    }

    /** Numbers that were told before of people who keep theirs back. */
    record Numbers(Map<Key, String> byUserId) {

        /** The same with the number if we know it. */
        PendingInbound completed(PendingInbound arrival) {
            var person = arrival.received().person();
            var number = person == null || person.phone() != null
                    ? null
                    : byUserId.get(Key.of(arrival.sender(), person.userId()));
            return number == null ? arrival : arrival.from(person.withPhone(number));
        }
    }

    /** Of those who keep theirs back; costs nothing where nobody does. */
    Uni<Numbers> numbers(List<PendingInbound> arrivals) {
        var hidden = arrivals.stream()
                .map(PendingInbound::contactUpdate)
                .filter(told -> told != null && told.person().phone() == null)
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

    /** Remembers what is new, with one statement; costs nothing where no more is told than numbers. */
    Uni<Void> learn(SqlClient client, List<ContactUpdate> told) {
        Map<Key, ContactUpdate> latest = new LinkedHashMap<>();
        told.stream()
                .filter(one -> one.person().isMoreThanANumber())
                .forEach(one -> latest.merge(one.key(), one, ContactUpdate::orLater));
        return latest.isEmpty()
                ? Uni.createFrom().voidItem()
                : client.preparedQuery(LEARN)
                        .execute(columns(List.copyOf(latest.values())))
                        .replaceWithVoid();
    }

    /** Remembers what a network told without a message; repeats change nothing. */
    Uni<Void> introduce(Sender sender, Introduced introduced) {
        return introduced.before() == null
                ? learn(pool, List.of(new ContactUpdate(sender, introduced.person(), introduced.at())))
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

    /** Null if it is not the number that changed. */
    private static String previousPhone(Introduced introduced) {
        var phone = introduced.person().phone();
        return phone == null || phone.equals(introduced.before()) || !E164Validator.isNumber(introduced.before())
                ? null
                : introduced.before();
    }

    private static Tuple columns(List<ContactUpdate> told) {
        return Tuple.tuple()
                .addArrayOfUUID(column(told, one -> one.sender().accountId(), UUID[]::new))
                .addArrayOfString(column(told, one -> one.sender().channel().value(), String[]::new))
                .addArrayOfString(column(told, one -> one.person().phone(), String[]::new))
                .addArrayOfString(column(told, one -> one.person().userId(), String[]::new))
                .addArrayOfString(column(told, one -> one.person().parentUserId(), String[]::new))
                .addArrayOfString(column(told, one -> one.person().username(), String[]::new))
                .addArrayOfString(column(told, one -> one.person().identityHash(), String[]::new))
                .addArrayOfOffsetDateTime(
                        column(told, one -> one.at().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new));
    }

    private static <T, C> C[] column(List<T> rows, Function<T, C> member, IntFunction<C[]> array) {
        return rows.stream().map(member).toArray(array);
    }
}
