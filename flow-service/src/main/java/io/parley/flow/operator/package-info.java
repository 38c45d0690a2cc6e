/** Operator API of flows: comparisons with Meta's list on request. */
@NullMarked
package io.parley.flow.operator;

import org.jspecify.annotations.NullMarked;
