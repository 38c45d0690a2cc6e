/** Meta's webhooks about flows. */
@NullMarked
package io.parley.flow.events;

import org.jspecify.annotations.NullMarked;
