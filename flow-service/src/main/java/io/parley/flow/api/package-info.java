/** The contract's operations about flows. */
package io.parley.flow.api;
