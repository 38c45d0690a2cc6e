/**
 * SQL with named parameters: statements in files or text blocks ({@link io.parley.runtime.sql.SqlStatement}), batches of
 * rows as arrays ({@link io.parley.runtime.sql.Batch}), and results read by column name.
 */
package io.parley.runtime.sql;
