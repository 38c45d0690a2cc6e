/** Checks of messages that open flows. */
package io.parley.messaging.channel.whatsapp.flow;
