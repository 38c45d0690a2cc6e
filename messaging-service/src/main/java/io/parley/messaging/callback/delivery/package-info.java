/** Delivery of callbacks: which are due, their destination, signature and retries. */
package io.parley.messaging.callback.delivery;
