/** The connection pool: acquire timeouts, and detection of an unavailable database. */
@NullMarked
package io.parley.runtime.database;

import org.jspecify.annotations.NullMarked;
