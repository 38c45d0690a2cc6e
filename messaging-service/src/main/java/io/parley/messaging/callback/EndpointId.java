package io.parley.messaging.callback;

import java.util.UUID;

/**
 * An endpoint as one account uses it. Failures are counted per account, so that one account cannot disable the endpoint
 * of another by calling it with wrong settings.
 *
 * @param key hash of the endpoint
 */
public record EndpointId(UUID accountId, long key) {}
