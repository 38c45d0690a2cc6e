/**
 * Carrier pigeons: notes and drawings, flown by a loft with an HTTP API. The toy channel of docs/adding-a-channel.md.
 */
package io.parley.messaging.channel.pigeon;
