/** Business profile, profile picture and commerce settings of WhatsApp numbers. */
@NullMarked
package io.parley.messaging.channel.whatsapp.profile;

import org.jspecify.annotations.NullMarked;
