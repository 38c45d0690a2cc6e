/** A channel of tests: one package, nothing else knows it. */
package io.parley.messaging.channel.scripted;
