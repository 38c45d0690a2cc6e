/** The directory in memory (ADR 0005): accounts, keys, senders and WhatsApp accounts, read from a compacted topic. */
@NullMarked
package io.parley.runtime.directory;

import org.jspecify.annotations.NullMarked;
