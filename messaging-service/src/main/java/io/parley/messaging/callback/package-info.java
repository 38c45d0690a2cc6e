/**
 * Creates callbacks: which facts result in a callback, and its body. {@code store} contains their tables, {@code
 * endpoint} the limits of customers' endpoints, {@code delivery} sends callbacks, {@code operator} lists and replays
 * them.
 */
@NullMarked
package io.parley.messaging.callback;

import org.jspecify.annotations.NullMarked;
