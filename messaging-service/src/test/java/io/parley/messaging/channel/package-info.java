/** The kit every channel's tests extend, and the scripted provider they talk to. */
package io.parley.messaging.channel;
