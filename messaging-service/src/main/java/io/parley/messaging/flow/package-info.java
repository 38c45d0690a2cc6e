/** Caches the flow facts of flow-service in memory, to check messages that open flows. */
@NullMarked
package io.parley.messaging.flow;

import org.jspecify.annotations.NullMarked;
