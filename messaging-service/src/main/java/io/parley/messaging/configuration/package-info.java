/** The operations under /configurations: callbacks, media credentials, sending identities. */
package io.parley.messaging.configuration;
