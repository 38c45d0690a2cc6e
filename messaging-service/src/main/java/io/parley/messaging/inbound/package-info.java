/** What providers tell us: webhook items and SMPP deliveries become statuses and inbound messages. */
package io.parley.messaging.inbound;
