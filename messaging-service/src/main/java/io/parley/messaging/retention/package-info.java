/** Retention: creates partitions ahead of time, drops expired ones and deletes expired rows. */
package io.parley.messaging.retention;
