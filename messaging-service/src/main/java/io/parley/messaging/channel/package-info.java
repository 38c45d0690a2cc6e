/** The port through which every network is reached and heard. A channel is one package below this one. */
package io.parley.messaging.channel;
