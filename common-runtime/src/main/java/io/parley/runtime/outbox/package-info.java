/**
 * Facts for other services leave through a table: written in the transaction of what they tell about, published after it
 * committed. The table is {@code outbox} of the service's own schema, see {@code db/outbox.sql}.
 */
package io.parley.runtime.outbox;
