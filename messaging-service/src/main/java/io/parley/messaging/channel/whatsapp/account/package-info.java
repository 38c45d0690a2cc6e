/** WhatsApp accounts and phone numbers: what Meta knows about them, kept and refreshed, and the operations to read it. */
@NullMarked
package io.parley.messaging.channel.whatsapp.account;

import org.jspecify.annotations.NullMarked;
