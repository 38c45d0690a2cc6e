/** The port to all networks, outbound and inbound. A channel is one package below this one. */
@NullMarked
package io.parley.messaging.channel;

import org.jspecify.annotations.NullMarked;
