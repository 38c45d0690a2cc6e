/**
 * WhatsApp contents as customers write them: their members, limits and tolerated spellings. Members that the contract allows
 * to leave out are null then.
 */
@NullMarked
package io.parley.messaging.channel.whatsapp.content;

import org.jspecify.annotations.NullMarked;
