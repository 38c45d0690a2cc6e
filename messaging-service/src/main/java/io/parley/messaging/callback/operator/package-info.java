/** Operator API for listing and replaying callbacks. */
package io.parley.messaging.callback.operator;
