/**
 * The whole platform on one machine without Docker: embedded PostgreSQL and Kafka, the packaged services, the sandbox
 * and a front proxy, started by {@code ./dev up}, by end-to-end tests and by the benchmark.
 */
package io.parley.local;
