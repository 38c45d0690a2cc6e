/**
 * The stand-in for Meta, Viber and an SMSC that the local run, the tests and the benchmark talk to. It is written from
 * the providers' documents alone and uses nothing of Parley, so that one misunderstanding cannot hide on both sides.
 */
package io.parley.sandbox;
