/** Delivery of callbacks: attempts, their order, headers, signature and retries. */
package io.parley.messaging.callback.delivery;
