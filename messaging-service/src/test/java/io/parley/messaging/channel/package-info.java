/** The contract test of channels, and the scripted provider for it. */
package io.parley.messaging.channel;
