package io.parley.messaging.message;

import io.parley.messaging.model.MessageState;
import java.time.Instant;
import java.util.UUID;

/** The contract's MessageStatus: the newest state known of a message. */
record MessageStatus(UUID messageId, MessageState status, Instant timestamp, String deliveryChannel) {}
