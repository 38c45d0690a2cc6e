/**
 * The benchmark: starts a stack of its own, measures it and its yardsticks in interleaved rounds of one run, and prints
 * ratios. Absolute figures depend on the machine and its neighbours; the ratios are what may be quoted.
 */
package io.parley.bench;
