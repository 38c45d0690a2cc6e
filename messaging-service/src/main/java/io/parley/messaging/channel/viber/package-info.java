/**
 * Viber: bots over Viber's own API, Business Messages through a messaging partner. Members that the contract or Viber allows to
 * leave out are null then.
 */
@NullMarked
package io.parley.messaging.channel.viber;

import org.jspecify.annotations.NullMarked;
