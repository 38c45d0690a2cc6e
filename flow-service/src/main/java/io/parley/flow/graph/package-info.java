/** Calls of Meta's Graph API about flows. */
@NullMarked
package io.parley.flow.graph;

import org.jspecify.annotations.NullMarked;
