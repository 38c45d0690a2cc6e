/** WhatsApp over Meta's Graph API: the channel and its own REST operations. The packages below are its parts. */
@NullMarked
package io.parley.messaging.channel.whatsapp;

import org.jspecify.annotations.NullMarked;
