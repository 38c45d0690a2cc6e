package io.parley.messaging.message;

import io.parley.messaging.model.MessageReference;
import java.time.Instant;
import java.util.UUID;

/** Creates the reference of a message, for tests of its events. */
final class SampleReference {

    private SampleReference() {}

    static MessageReference acceptedAt(Instant acceptedAt) {
        return new MessageReference(
                UUID.fromString("0190a0b0-c0d0-7000-8000-000000000001"),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "whatsapp",
                "4930555100",
                "4915550001111",
                null,
                null,
                acceptedAt,
                null);
    }
}
