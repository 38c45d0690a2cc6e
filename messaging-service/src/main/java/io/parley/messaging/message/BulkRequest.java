package io.parley.messaging.message;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The contract's BulkMessageRequest without its contents and the members that belong to one channel. */
record BulkRequest(
        @NotNull @Size(min = 1, max = 64) String to,
        @NotNull @Size(min = 1, max = 64) String from,
        @NotNull String channel)
        implements MessageHeader {}
