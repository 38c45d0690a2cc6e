/** The contract's operations about flows. */
@NullMarked
package io.parley.flow.api;

import org.jspecify.annotations.NullMarked;
