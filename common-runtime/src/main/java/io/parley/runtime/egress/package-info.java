/**
 * Calls to addresses that customers give: parsed strictly, resolved, checked against our own table, and connected to by
 * the checked address.
 */
@NullMarked
package io.parley.runtime.egress;

import org.jspecify.annotations.NullMarked;
