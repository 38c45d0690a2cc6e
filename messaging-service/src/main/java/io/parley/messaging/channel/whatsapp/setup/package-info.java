/** Checks of the set-up against Meta: access tokens, webhooks and phone numbers. */
package io.parley.messaging.channel.whatsapp.setup;
