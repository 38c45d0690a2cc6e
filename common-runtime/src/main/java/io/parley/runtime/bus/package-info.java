/** Kafka beyond the reactive messaging connector: topic creation, and a producer with awaitable acknowledgements. */
package io.parley.runtime.bus;
