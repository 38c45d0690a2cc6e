/**
 * Creates callbacks: which facts result in a callback, and its body. {@code delivery} sends callbacks,
 * {@code operator} lists and replays them.
 */
package io.parley.messaging.callback;
