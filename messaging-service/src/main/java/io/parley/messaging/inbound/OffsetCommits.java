package io.parley.messaging.inbound;

import io.parley.runtime.logging.OutageLog;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Commits the offsets of provider events: in one request after each batch, and before partitions are revoked. Only for
 * assigned partitions, since a late commit would set back the offset of their next owner.
 */
@ApplicationScoped
class OffsetCommits {
    private static final Duration REVOKE_TIMEOUT = Duration.ofSeconds(5);

    private final OutageLog outage = new OutageLog(
            Logger.getLogger(OffsetCommits.class),
            "offsets of provider events not committed, the events may be read again");
    private final KafkaClientService clients;
    private final Set<TopicPartition> assigned = ConcurrentHashMap.newKeySet();
    private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new ConcurrentHashMap<>();

    OffsetCommits(KafkaClientService clients) {
        this.clients = clients;
    }

    /** Registers records whose effects are committed. */
    void applied(List<ConsumedRecord> records) {
        records.forEach(record -> uncommitted.put(record.partition(), record.next()));
    }

    /** Commits the offsets after the applied records. Does not wait: only its polling thread may use a consumer. */
    void commit() {
        clients.<String, byte[]>getConsumer(ProviderEventConsumer.CHANNEL)
                .runOnPollingThread(this::commitAsync)
                .subscribe()
                .with(sent -> {}, outage::failed);
    }

    /** Returns the assigned partitions of a topic. */
    Set<Integer> assigned(String topic) {
        return assigned.stream()
                .filter(partition -> partition.topic().equals(topic))
                .map(TopicPartition::partition)
                .collect(Collectors.toSet());
    }

    boolean isAssigned(TopicPartition partition) {
        return assigned.contains(partition);
    }

    /** To be called on the polling thread, as are the following methods. */
    void assigned(Collection<TopicPartition> partitions) {
        assigned.addAll(partitions);
    }

    void revoked(Collection<TopicPartition> partitions) {
        assigned.removeAll(Set.copyOf(partitions));
    }

    /** Commits the offsets after the applied records of revoked partitions, and waits for the commit. */
    void commitRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> revoked) {
        var offsets = takeUncommitted(Set.copyOf(revoked)::contains);
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets, REVOKE_TIMEOUT);
        } catch (KafkaException e) {
            outage.failed(e);
        }
    }

    private void commitAsync(Consumer<?, ?> consumer) {
        var offsets = takeUncommitted(this::isAssigned);
        if (!offsets.isEmpty()) {
            consumer.commitAsync(offsets, (committed, failure) -> {
                if (failure == null) {
                    outage.succeeded();
                } else {
                    outage.failed(failure);
                }
            });
        }
    }

    /** Removes the offsets of these partitions, and those of partitions that were revoked earlier. */
    private Map<TopicPartition, OffsetAndMetadata> takeUncommitted(Predicate<TopicPartition> selected) {
        var taken = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var partition : Set.copyOf(uncommitted.keySet())) {
            if (selected.test(partition)) {
                taken.put(partition, uncommitted.remove(partition));
            } else if (!isAssigned(partition)) {
                uncommitted.remove(partition);
            }
        }
        return taken;
    }
}
