/** Operator API of flows: comparisons with Meta's list on request. */
package io.parley.flow.operator;
