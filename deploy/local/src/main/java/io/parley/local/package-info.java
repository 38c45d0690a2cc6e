/**
 * The whole platform on one bare machine: embedded PostgreSQL and Kafka, the packaged services, the sandbox and a front
 * proxy, started together by {@code ./dev up}, by end-to-end tests and by the benchmark.
 */
package io.parley.local;
