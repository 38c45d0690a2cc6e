/** WhatsApp over Meta's Graph API: sends contents and reads messages and statuses. */
package io.parley.messaging.channel.whatsapp;
