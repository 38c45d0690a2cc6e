/**
 * Receives provider webhooks and publishes provider events; stateless. A webhook gets 200 only after the broker has
 * stored all its items; otherwise it gets 503, and the provider retries it.
 */
@NullMarked
package io.parley.gateway;

import org.jspecify.annotations.NullMarked;
