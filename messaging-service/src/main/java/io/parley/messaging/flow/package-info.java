/** Caches the flow facts of flow-service in memory, to check messages that open flows. */
package io.parley.messaging.flow;
