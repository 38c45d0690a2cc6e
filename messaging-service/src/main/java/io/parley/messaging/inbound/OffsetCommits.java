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

    /** Commits the offsets after the records. Does not wait: a consumer may only be used on its polling thread. */
    void commit(List<ConsumedRecord> records) {
        records.forEach(record -> uncommitted.put(record.partition(), record.next()));
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

    /** To be called on the polling thread, as is {@link #revoked}. */
    void assigned(Collection<TopicPartition> partitions) {
        assigned.addAll(partitions);
    }

    void revoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        var offsets = takeUncommitted();
        assigned.removeAll(Set.copyOf(partitions));
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
        var offsets = takeUncommitted();
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

    private Map<TopicPartition, OffsetAndMetadata> takeUncommitted() {
        var taken = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var partition : Set.copyOf(uncommitted.keySet())) {
            var offset = uncommitted.remove(partition);
            if (assigned.contains(partition)) {
                taken.put(partition, offset);
            }
        }
        return taken;
    }
}
