/** Flows as stored: entities, their history, and the facts that report their changes. */
@NullMarked
package io.parley.flow.store;

import org.jspecify.annotations.NullMarked;
