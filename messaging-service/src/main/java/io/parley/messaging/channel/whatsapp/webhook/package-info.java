/** Reads Meta's webhooks: messages, statuses, and changes of people, numbers and accounts. */
@NullMarked
package io.parley.messaging.channel.whatsapp.webhook;

import org.jspecify.annotations.NullMarked;
