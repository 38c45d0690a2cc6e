/** Things done later and webhooks sent: the due queue, the HTTP poster and the outbox that repeats until taken. */
package io.parley.sandbox.post;
