/** Tests of WhatsApp accounts and phone numbers, with a scripted Graph API. */
package io.parley.messaging.channel.whatsapp.account;
