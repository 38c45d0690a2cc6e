/** Events of providers: webhook items and SMPP deliveries become statuses and inbound messages. */
@NullMarked
package io.parley.messaging.inbound;

import org.jspecify.annotations.NullMarked;
