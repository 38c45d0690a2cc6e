package io.parley.messaging.channel.sms;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Segments in table {@code sms_part}. References are short and get reused: a segment older than an hour is replaced by
 * a new one of the same number, and segments past the wait are not joined to a new text. Table {@code sms_part_taken}
 * records delivered segments: an SMSC whose acknowledgement was lost sends a segment again, and nothing more of its
 * text.
 */
@Singleton
class SegmentTable implements SegmentStore {
    private static final String ADD = """
            insert into sms_part (smsc, person, identity, reference, total, number, coding, octets, locking_shift,
              single_shift)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (smsc, person, identity, reference, total, number)
            do update set coding = excluded.coding, octets = excluded.octets,
              locking_shift = excluded.locking_shift, single_shift = excluded.single_shift, at = now()
            where sms_part.at < now() - interval '1 hour'""";

    private static final String SEGMENTS_OF_TEXT = """
            select * from sms_part
            where smsc = $1 and person = $2 and identity = $3 and reference = $4 and total = $5
            and at > now() - $6::bigint * interval '1 ms' order by number""";

    private static final String OVERDUE = """
            select part.* from sms_part part join (
                select smsc, person, identity, reference, total, min(at) as begun from sms_part
                group by smsc, person, identity, reference, total
                having min(at) <= now() - $1::bigint * interval '1 ms'
                order by begun limit 100) text
            using (smsc, person, identity, reference, total)
            order by text.begun, smsc, person, identity, reference, total, number""";

    private static final String MARK_DELIVERED = """
            with deleted as (
                delete from sms_part
                where smsc = $1 and person = $2 and identity = $3 and reference = $4 and total = $5
                and number = any($6::smallint[]) and at <= $7
                returning smsc, person, identity, reference, total, number, sha256(octets) as digest)
            insert into sms_part_taken (smsc, person, identity, reference, total, number, digest)
            select * from deleted
            on conflict (smsc, person, identity, reference, total, number)
            do update set digest = excluded.digest, at = now()""";

    /** A text is a repeat if all its segments arrived again within an hour after their delivery. */
    private static final String DELETE_REPEATS = """
            delete from sms_part part
            where at <= now() - $1::bigint * interval '1 ms' and not exists (
                select 1 from sms_part other
                left join sms_part_taken delivered using (smsc, person, identity, reference, total, number)
                where (other.smsc, other.person, other.identity, other.reference, other.total)
                    = (part.smsc, part.person, part.identity, part.reference, part.total)
                and (delivered.digest is distinct from sha256(other.octets)
                     or other.at > delivered.at + interval '1 hour'))""";

    /** After this time no repeat can still be stored. */
    private static final String PURGE_DELIVERED = """
            delete from sms_part_taken where at < now() - $1::bigint * interval '1 ms' - interval '2 hours'""";

    private final Pool pool;
    private final long waitMillis;

    SegmentTable(Pool pool, SmsConfig settings) {
        this.pool = pool;
        this.waitMillis = settings.partsWait().toMillis();
    }

    @Override
    public Uni<@Nullable Joined> add(String smsc, Segment segment) {
        var values = text(smsc, segment)
                .addInteger(segment.number())
                .addInteger((int) segment.coding())
                .addBuffer(Buffer.buffer(segment.octets()))
                .addInteger(id(segment.alphabet().locking()))
                .addInteger(id(segment.alphabet().single()));
        return pool.preparedQuery(ADD)
                .execute(values)
                .chain(() -> pool.preparedQuery(SEGMENTS_OF_TEXT)
                        .execute(text(smsc, segment).addLong(waitMillis)))
                .map(rows -> rows.size() == segment.total() ? joined(rows).getFirst() : null);
    }

    @Override
    public Uni<List<Joined>> overdue() {
        return executeWithWait(DELETE_REPEATS)
                .chain(() -> executeWithWait(PURGE_DELIVERED))
                .chain(() -> executeWithWait(OVERDUE))
                .map(SegmentTable::joined);
    }

    private Uni<RowSet<Row>> executeWithWait(String statement) {
        return pool.preparedQuery(statement).execute(Tuple.of(waitMillis));
    }

    @Override
    public Uni<Void> markDelivered(Joined text) {
        var numbers =
                text.pieces().stream().map(segment -> (short) segment.number()).toArray(Short[]::new);
        return pool.preparedQuery(MARK_DELIVERED)
                .execute(text(text.smsc(), text.pieces().getFirst())
                        .addArrayOfShort(numbers)
                        .addOffsetDateTime(text.latest().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static Tuple text(String smsc, Segment segment) {
        return Tuple.tuple()
                .addString(smsc)
                .addString(segment.person())
                .addString(segment.identity())
                .addInteger(segment.reference())
                .addInteger(segment.total());
    }

    /** Groups rows by text; rows of one text are adjacent. */
    private static List<Joined> joined(RowSet<Row> rows) {
        Map<List<Object>, List<Row>> texts = new LinkedHashMap<>();
        rows.forEach(
                row -> texts.computeIfAbsent(key(row), key -> new ArrayList<>()).add(row));
        return texts.values().stream().map(SegmentTable::joined).toList();
    }

    private static Joined joined(List<Row> segments) {
        var times = segments.stream()
                .map(row -> row.getOffsetDateTime("at").toInstant())
                .sorted()
                .toList();
        return new Joined(
                segments.getFirst().getString("smsc"),
                segments.stream().map(SegmentTable::segment).toList(),
                times.getFirst(),
                times.getLast());
    }

    private static List<Object> key(Row row) {
        return Stream.of("smsc", "person", "identity", "reference", "total")
                .map(row::getValue)
                .toList();
    }

    private static Segment segment(Row row) {
        return new Segment(
                row.getString("person"),
                row.getString("identity"),
                row.getInteger("reference"),
                row.getInteger("total"),
                row.getInteger("number"),
                row.getInteger("coding").byteValue(),
                new Gsm7(language(row, "locking_shift"), language(row, "single_shift")),
                row.getBuffer("octets").getBytes());
    }

    private static int id(@Nullable NationalLanguage language) {
        return language == null ? 0 : language.id();
    }

    private static @Nullable NationalLanguage language(Row row, String column) {
        return NationalLanguage.of(row.getInteger(column)).orElse(null);
    }
}
