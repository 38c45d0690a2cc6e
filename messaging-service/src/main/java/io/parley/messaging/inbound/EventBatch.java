package io.parley.messaging.inbound;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/** A batch of records that is attempted until all are applied, without those of revoked partitions. */
final class EventBatch {
    private final List<ConsumedRecord> records;
    private final Set<TopicPartition> revoked = new HashSet<>();
    private volatile List<ConsumedRecord> remaining;

    EventBatch(List<ConsumedRecord> records) {
        this.records = records;
        this.remaining = records;
    }

    /** The records to be attempted next. */
    List<ConsumedRecord> remaining() {
        return remaining;
    }

    /** Leaves the records of partitions that are no longer assigned to their next owner. */
    void dropRevoked(Predicate<TopicPartition> isAssigned) {
        remaining.stream()
                .map(ConsumedRecord::partition)
                .filter(isAssigned.negate())
                .forEach(revoked::add);
        remaining = remaining.stream()
                .filter(record -> !revoked.contains(record.partition()))
                .toList();
    }

    /** @param failed the records that have to be attempted again */
    void attempted(List<ConsumedRecord> failed) {
        remaining = failed;
    }

    boolean isApplied() {
        return remaining.isEmpty();
    }

    /** The records after which an offset may be committed, once the batch is applied. */
    List<ConsumedRecord> applied() {
        return records.stream()
                .filter(record -> !revoked.contains(record.partition()))
                .toList();
    }
}
