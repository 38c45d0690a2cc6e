/** Events of providers: webhook items and SMPP deliveries become statuses and inbound messages. */
package io.parley.messaging.inbound;
