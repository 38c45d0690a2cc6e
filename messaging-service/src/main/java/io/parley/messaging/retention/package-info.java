/** How long things are kept: partitions made ahead of time and dropped when they are old, keys that ran out. */
package io.parley.messaging.retention;
