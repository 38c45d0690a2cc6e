/** Viber: bots over Viber's own API, Business Messages through a messaging partner. */
package io.parley.messaging.channel.viber;
