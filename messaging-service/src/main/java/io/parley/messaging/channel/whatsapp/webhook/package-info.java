/** Reads Meta's webhooks: messages, statuses, and changes of people, numbers and accounts. */
package io.parley.messaging.channel.whatsapp.webhook;
