/** Checks a template message against the facts that are known of its template. */
@NullMarked
package io.parley.messaging.channel.whatsapp.template;

import org.jspecify.annotations.NullMarked;
