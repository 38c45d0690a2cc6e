/** One message with all that happened to it, for operators: its events, attempts at the provider, and callbacks. */
@NullMarked
package io.parley.messaging.timeline;

import org.jspecify.annotations.NullMarked;
