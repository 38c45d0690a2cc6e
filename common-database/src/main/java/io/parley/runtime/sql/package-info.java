/**
 * SQL with named parameters: statements in files or text blocks ({@link io.parley.runtime.sql.SqlStatement}), batches of
 * rows as arrays ({@link io.parley.runtime.sql.Batch}), and results read by column name.
 */
@NullMarked
package io.parley.runtime.sql;

import org.jspecify.annotations.NullMarked;
