/** Checks a template message against the facts that are known of its template. */
package io.parley.messaging.channel.whatsapp.template;
