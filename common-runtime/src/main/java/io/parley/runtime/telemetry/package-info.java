/** Propagates traces where no library does: rows of a table, records on the bus. */
@NullMarked
package io.parley.runtime.telemetry;

import org.jspecify.annotations.NullMarked;
