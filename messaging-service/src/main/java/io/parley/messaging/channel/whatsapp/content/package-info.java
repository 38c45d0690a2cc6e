/** WhatsApp contents as customers write them: their members, limits and tolerated spellings. */
@NullMarked
package io.parley.messaging.channel.whatsapp.content;

import org.jspecify.annotations.NullMarked;
