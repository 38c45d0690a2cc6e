/** Caches the template facts of template-service in memory, to check messages that use templates. */
@NullMarked
package io.parley.messaging.template;

import org.jspecify.annotations.NullMarked;
