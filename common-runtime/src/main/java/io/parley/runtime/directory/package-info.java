/** The directory in memory (D12): accounts, keys, senders and WhatsApp accounts, read from a compacted topic. */
package io.parley.runtime.directory;
