package io.parley.messaging.inbound;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * One record of the topic on its way through this service.
 *
 * @param failures how often it failed for a reason of its own
 */
record ConsumedRecord(ConsumerRecord<String, byte[]> kafka, int failures) {

    static ConsumedRecord of(ConsumerRecord<String, byte[]> kafka) {
        return new ConsumedRecord(kafka, 0);
    }

    ConsumedRecord failedOnceMore() {
        return new ConsumedRecord(kafka, failures + 1);
    }

    TopicPartition partition() {
        return new TopicPartition(kafka.topic(), kafka.partition());
    }

    /** Where reading goes on after this record; within a partition records come in order. */
    OffsetAndMetadata next() {
        return new OffsetAndMetadata(kafka.offset() + 1);
    }

    byte[] value() {
        return kafka.value() == null ? new byte[0] : kafka.value();
    }

    /** Topic, partition and offset: names it for good. */
    String position() {
        return kafka.topic() + "/" + kafka.partition() + "/" + kafka.offset();
    }

    String text() {
        return new String(value(), StandardCharsets.UTF_8);
    }

    /** W3C trace context of what put it on the bus; null if none. */
    String traceparent() {
        var header = kafka.headers().lastHeader("traceparent");
        return header == null ? null : new String(header.value(), StandardCharsets.US_ASCII);
    }
}
