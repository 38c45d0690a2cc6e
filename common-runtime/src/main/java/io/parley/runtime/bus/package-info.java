/**
 * Kafka besides the incoming channels of the reactive messaging connector: topics, publishing with acknowledgements,
 * compacted topics.
 */
package io.parley.runtime.bus;
