/** WhatsApp contents as customers write them: their members, limits and tolerated spellings. */
package io.parley.messaging.channel.whatsapp.content;
