/** Propagates traces where no library does: rows of a table, records on the bus. */
package io.parley.runtime.telemetry;
