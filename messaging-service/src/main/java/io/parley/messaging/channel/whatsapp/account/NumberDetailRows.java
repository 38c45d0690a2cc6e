package io.parley.messaging.channel.whatsapp.account;

import io.parley.runtime.entities.Sessions;
import io.parley.runtime.entities.SharedReads;
import io.parley.runtime.entities.Upserts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.exception.ConstraintViolationException;

/** The stored details of phone numbers. */
@ApplicationScoped
class NumberDetailRows implements Upserts<NumberDetailRow, String> {

    private final SharedReads<String, NumberDetailRow> reads = SharedReads.named(
            "number-details", ids -> find("phoneNumberId in ?1", ids).list(), row -> row.phoneNumberId);

    /** By Meta's id; those that are not known are missing. */
    Uni<Map<String, NumberDetailRow>> findAll(Collection<String> phoneNumberIds) {
        return reads.read(phoneNumberIds);
    }

    /**
     * Stores numbers in one transaction.
     *
     * @param change of a row, which is locked if it exists
     */
    Uni<Void> saveAll(List<NumberOfSender> numbers, Change change) {
        return Sessions.transaction(() -> saveWithin(numbers, change))
                .onFailure(ConstraintViolationException.class)
                .retry()
                .atMost(1);
    }

    /** Changes a row to these details. */
    interface Change {
        void apply(NumberDetailRow row, NumberDetails details);
    }

    /** Rows are locked in the order of their ids, so that two transactions do not wait for each other. */
    private Uni<Void> saveWithin(List<NumberOfSender> numbers, Change change) {
        var ids = numbers.stream().map(NumberOfSender::phoneNumberId).toList();
        return find("phoneNumberId in ?1 order by phoneNumberId", ids)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .map(NumberDetailRows::byId)
                .map(stored -> numbers.stream()
                        .map(number -> changed(stored, number, change))
                        .toList())
                .chain(rows -> persist(rows));
    }

    private static NumberDetailRow changed(Map<String, NumberDetailRow> stored, NumberOfSender number, Change change) {
        var row = stored.getOrDefault(number.phoneNumberId(), NumberDetailRow.of(number.phoneNumberId()));
        change.apply(row, number.details());
        return row;
    }

    private static Map<String, NumberDetailRow> byId(List<NumberDetailRow> rows) {
        return rows.stream().collect(Collectors.toMap(row -> row.phoneNumberId, Function.identity()));
    }
}
