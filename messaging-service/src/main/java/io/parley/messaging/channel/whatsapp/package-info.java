/** WhatsApp over Meta's Graph API: contents out, messages and statuses in. */
package io.parley.messaging.channel.whatsapp;
