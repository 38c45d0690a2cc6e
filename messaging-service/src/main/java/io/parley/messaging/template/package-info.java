/** Caches the template facts of template-service in memory, to check messages that use templates. */
package io.parley.messaging.template;
