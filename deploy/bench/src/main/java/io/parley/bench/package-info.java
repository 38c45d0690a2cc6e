/**
 * The benchmark: starts its own stack, measures it and its baselines in interleaved rounds of one run, and prints
 * ratios. Absolute figures depend on the machine and its other load; only the ratios are comparable.
 */
package io.parley.bench;
