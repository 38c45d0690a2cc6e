/** Business profile, profile picture and commerce settings of WhatsApp numbers. */
package io.parley.messaging.channel.whatsapp.profile;
