/**
 * Retention: when expired data is deleted. Creates monthly partitions ahead of time, drops expired ones and lets each
 * feature delete its expired rows ({@link io.parley.messaging.retention.Purge}).
 */
@NullMarked
package io.parley.messaging.retention;

import org.jspecify.annotations.NullMarked;
