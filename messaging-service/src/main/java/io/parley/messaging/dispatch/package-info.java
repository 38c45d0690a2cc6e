/** Sends messages to providers: due jobs, order per recipient, messages in doubt. */
package io.parley.messaging.dispatch;
