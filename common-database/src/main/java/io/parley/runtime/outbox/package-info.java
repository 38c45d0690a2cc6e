/**
 * Transactional outbox: facts for other services are written in the transaction that they belong to and published after
 * its commit. The table is {@code outbox} of the service's own schema, see {@code db/outbox.sql}.
 */
@NullMarked
package io.parley.runtime.outbox;

import org.jspecify.annotations.NullMarked;
