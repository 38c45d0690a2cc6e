package io.parley.runtime.http.connection;

import java.util.function.IntConsumer;

/**
 * How a server guards its connections.
 *
 * @param decoder sizes beyond which the decoder gives a request up; above those of the head
 * @param head sizes of a request's head
 * @param maxConnections open connections; more are answered 503 and closed
 * @param maxRequests requests that are being answered at a time, over all connections; more are answered 503 at once
 * @param rejected receives the status of every request that was refused here, for metrics
 */
public record GuardSettings(
        DecoderLimits decoder, HeadLimits head, int maxConnections, int maxRequests, IntConsumer rejected) {}
