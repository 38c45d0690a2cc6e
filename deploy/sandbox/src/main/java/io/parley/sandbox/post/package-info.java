/** Scheduling and webhook delivery: the due queue, the HTTP client, and the outbox that retries. */
package io.parley.sandbox.post;
