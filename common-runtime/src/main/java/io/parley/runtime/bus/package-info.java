/**
 * Kafka besides the incoming channels of the reactive messaging connector: topics, publishing with acknowledgements,
 * compacted topics.
 */
@NullMarked
package io.parley.runtime.bus;

import org.jspecify.annotations.NullMarked;
