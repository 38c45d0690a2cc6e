/** The connection pool: acquire timeouts, and detection of an unavailable database. */
package io.parley.runtime.database;
