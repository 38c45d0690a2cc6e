package io.parley.messaging.inbound;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A record of the topic that is being processed.
 *
 * @param failures number of attempts that failed because of the record itself
 */
record ConsumedRecord(ConsumerRecord<String, byte[]> kafka, int failures) {

    static ConsumedRecord of(ConsumerRecord<String, byte[]> kafka) {
        return new ConsumedRecord(kafka, 0);
    }

    ConsumedRecord failedAgain() {
        return new ConsumedRecord(kafka, failures + 1);
    }

    TopicPartition partition() {
        return new TopicPartition(kafka.topic(), kafka.partition());
    }

    /** Offset to commit after this record; records of a partition are in order. */
    OffsetAndMetadata next() {
        return new OffsetAndMetadata(kafka.offset() + 1);
    }

    byte[] value() {
        return kafka.value() == null ? new byte[0] : kafka.value();
    }

    /** Topic, partition and offset: identifies the record permanently. */
    String position() {
        return kafka.topic() + "/" + kafka.partition() + "/" + kafka.offset();
    }

    String text() {
        return new String(value(), StandardCharsets.UTF_8);
    }

    /** W3C trace context of the producer; null if none. */
    @Nullable
    String traceparent() {
        var header = kafka.headers().lastHeader("traceparent");
        return header == null ? null : new String(header.value(), StandardCharsets.US_ASCII);
    }
}
