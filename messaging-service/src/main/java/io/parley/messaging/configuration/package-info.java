/** Operations below /configurations: callbacks, media credentials, senders. */
package io.parley.messaging.configuration;
