/** Tests of business profiles, profile pictures and commerce settings, with a scripted Graph API. */
package io.parley.messaging.channel.whatsapp.profile;
