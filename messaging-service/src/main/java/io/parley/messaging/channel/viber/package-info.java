/** Viber: bots over Viber's own API, Business Messages through a messaging partner. */
@NullMarked
package io.parley.messaging.channel.viber;

import org.jspecify.annotations.NullMarked;
