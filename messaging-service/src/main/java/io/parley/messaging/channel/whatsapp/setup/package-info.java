/** Checks of the set-up against Meta: access tokens, webhooks and phone numbers. */
@NullMarked
package io.parley.messaging.channel.whatsapp.setup;

import org.jspecify.annotations.NullMarked;
