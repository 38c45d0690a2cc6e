/**
 * Simulates Meta, Viber and an SMSC for the local run, the tests and the benchmark. It is implemented from the
 * providers' documents alone and uses no code of Parley, so that a misreading cannot be the same on both sides.
 */
package io.parley.sandbox;
