/** A channel for tests: one package, not referenced by the service. */
package io.parley.messaging.channel.scripted;
