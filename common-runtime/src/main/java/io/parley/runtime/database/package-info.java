/** The connection pool: how long requests wait for the database, and how it is noticed that the database is unavailable. */
package io.parley.runtime.database;
