/** Handing messages to providers: due jobs, order per recipient, doubt. */
package io.parley.messaging.dispatch;
