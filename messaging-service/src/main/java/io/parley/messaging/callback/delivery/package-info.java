/** Delivery of callbacks: attempts, their order, headers, signature and retries. */
@NullMarked
package io.parley.messaging.callback.delivery;

import org.jspecify.annotations.NullMarked;
