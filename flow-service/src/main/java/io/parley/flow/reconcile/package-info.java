/** What Meta has: reads of single flows and comparisons with its list, stored by one code path. */
@NullMarked
package io.parley.flow.reconcile;

import org.jspecify.annotations.NullMarked;
