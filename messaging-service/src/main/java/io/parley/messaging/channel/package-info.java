/** The port to all networks, outbound and inbound. A channel is one package below this one. */
package io.parley.messaging.channel;
