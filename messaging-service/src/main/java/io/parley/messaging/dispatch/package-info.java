/** Sends messages to providers: due jobs, order per recipient, messages in doubt. */
@NullMarked
package io.parley.messaging.dispatch;

import org.jspecify.annotations.NullMarked;
