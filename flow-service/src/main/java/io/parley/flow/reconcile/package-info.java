/** What Meta has: reads of single flows and comparisons with its list, stored by one code path. */
package io.parley.flow.reconcile;
