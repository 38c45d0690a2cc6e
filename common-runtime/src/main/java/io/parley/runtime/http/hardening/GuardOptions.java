package io.parley.runtime.http.hardening;

import java.util.function.IntConsumer;

/**
 * Limits of a server.
 *
 * @param decoder sizes beyond which the decoder rejects a request; above those of the head
 * @param head limits of a request's head
 * @param maxConnections open connections; further ones get 503 and are closed
 * @param maxRequests concurrent requests over all connections; further ones get 503 at once
 * @param rejected receives the status of every request that was refused here, for metrics
 */
public record GuardOptions(
        DecoderLimits decoder, HeadLimits head, int maxConnections, int maxRequests, IntConsumer rejected) {}
