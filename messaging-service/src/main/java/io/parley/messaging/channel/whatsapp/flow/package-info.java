/** Checks of messages that open flows. */
@NullMarked
package io.parley.messaging.channel.whatsapp.flow;

import org.jspecify.annotations.NullMarked;
