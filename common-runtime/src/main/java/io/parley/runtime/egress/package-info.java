/**
 * Calls to addresses that customers give: parsed strictly, resolved, judged by a table of our own, and dialled at the very
 * address that was judged.
 */
package io.parley.runtime.egress;
