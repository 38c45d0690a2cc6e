/** Kafka, as far as the connector of reactive messaging does not serve: topics at start, and a producer one can wait for. */
package io.parley.runtime.bus;
