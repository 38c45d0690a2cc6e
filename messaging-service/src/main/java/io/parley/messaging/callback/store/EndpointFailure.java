package io.parley.messaging.callback.store;

import io.parley.messaging.callback.EndpointId;
import java.time.Duration;

/**
 * Failures of an endpoint without a success between them.
 *
 * @param url for operators: without its query, which may contain secrets
 * @param sinceFirst time since the first failure
 * @param sinceLast time since the last failure
 */
public record EndpointFailure(EndpointId endpoint, String url, Duration sinceFirst, Duration sinceLast) {}
