package io.parley.messaging.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ids, addresses and context of an accepted message: the immutable properties that its events and callbacks need.
 *
 * @param identity the sending identity
 * @param recipient the recipient's number or provider id
 * @param userContext the request's {@code context}; null if none
 * @param urlOverride the request's {@code overrides.notificationCallbackUrl}; null if none
 * @param traceparent W3C trace context of the API call; null if it was not traced
 */
public record MessageReference(
        UUID id,
        UUID accountId,
        UUID senderId,
        String channel,
        String identity,
        String recipient,
        @Nullable String userContext,
        @Nullable String urlOverride,
        Instant acceptedAt,
        @Nullable String traceparent) {}
