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

/**
 * Parts in table {@code sms_part}. References are short and come round again: a part older than an hour gives way to a
 * new one of the same number, and parts that have waited too long belong to no new text. Table {@code sms_part_taken}
 * remembers what was handed over: an SMSC whose answer was lost sends a part again, and nothing more of its text.
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

    private static final String OF_TEXT = """
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

    private static final String FORGET = """
            with gone as (
                delete from sms_part
                where smsc = $1 and person = $2 and identity = $3 and reference = $4 and total = $5
                and number = any($6::smallint[]) and at <= $7
                returning smsc, person, identity, reference, total, number, sha256(octets) as digest)
            insert into sms_part_taken (smsc, person, identity, reference, total, number, digest)
            select * from gone
            on conflict (smsc, person, identity, reference, total, number)
            do update set digest = excluded.digest, at = now()""";

    /** A text is one if all its parts came again within an hour after they were taken. */
    private static final String DROP_REPEATS = """
            delete from sms_part part
            where at <= now() - $1::bigint * interval '1 ms' and not exists (
                select 1 from sms_part other
                left join sms_part_taken taken using (smsc, person, identity, reference, total, number)
                where (other.smsc, other.person, other.identity, other.reference, other.total)
                    = (part.smsc, part.person, part.identity, part.reference, part.total)
                and (taken.digest is distinct from sha256(other.octets)
                     or other.at > taken.at + interval '1 hour'))""";

    /** Nothing that came within its hour waits any longer. */
    private static final String FORGET_TAKEN = """
            delete from sms_part_taken where at < now() - $1::bigint * interval '1 ms' - interval '2 hours'""";

    private final Pool pool;
    private final long waitMillis;

    SegmentTable(Pool pool, SmsConfig settings) {
        this.pool = pool;
        this.waitMillis = settings.partsWait().toMillis();
    }

    @Override
    public Uni<Joined> add(String smsc, Segment piece) {
        var values = text(smsc, piece)
                .addInteger(piece.number())
                .addInteger((int) piece.coding())
                .addBuffer(Buffer.buffer(piece.octets()))
                .addInteger(id(piece.alphabet().locking()))
                .addInteger(id(piece.alphabet().single()));
        return pool.preparedQuery(ADD)
                .execute(values)
                .chain(() ->
                        pool.preparedQuery(OF_TEXT).execute(text(smsc, piece).addLong(waitMillis)))
                .map(rows -> rows.size() == piece.total() ? joined(rows).getFirst() : null);
    }

    @Override
    public Uni<List<Joined>> overdue() {
        return waited(DROP_REPEATS)
                .chain(() -> waited(FORGET_TAKEN))
                .chain(() -> waited(OVERDUE))
                .map(SegmentTable::joined);
    }

    private Uni<RowSet<Row>> waited(String statement) {
        return pool.preparedQuery(statement).execute(Tuple.of(waitMillis));
    }

    @Override
    public Uni<Void> forget(Joined text) {
        var numbers =
                text.pieces().stream().map(piece -> (short) piece.number()).toArray(Short[]::new);
        return pool.preparedQuery(FORGET)
                .execute(text(text.smsc(), text.pieces().getFirst())
                        .addArrayOfShort(numbers)
                        .addOffsetDateTime(text.latest().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static Tuple text(String smsc, Segment piece) {
        return Tuple.tuple()
                .addString(smsc)
                .addString(piece.person())
                .addString(piece.identity())
                .addInteger(piece.reference())
                .addInteger(piece.total());
    }

    /** Rows of one text stand together. */
    private static List<Joined> joined(RowSet<Row> rows) {
        Map<List<Object>, List<Row>> texts = new LinkedHashMap<>();
        rows.forEach(
                row -> texts.computeIfAbsent(key(row), key -> new ArrayList<>()).add(row));
        return texts.values().stream().map(SegmentTable::joined).toList();
    }

    private static Joined joined(List<Row> parts) {
        var times = parts.stream()
                .map(row -> row.getOffsetDateTime("at").toInstant())
                .sorted()
                .toList();
        return new Joined(
                parts.getFirst().getString("smsc"),
                parts.stream().map(SegmentTable::piece).toList(),
                times.getFirst(),
                times.getLast());
    }

    private static List<Object> key(Row row) {
        return Stream.of("smsc", "person", "identity", "reference", "total")
                .map(row::getValue)
                .toList();
    }

    private static Segment piece(Row row) {
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

    private static int id(NationalLanguage language) {
        return language == null ? 0 : language.id();
    }

    private static NationalLanguage language(Row row, String column) {
        return NationalLanguage.of(row.getInteger(column)).orElse(null);
    }
}
