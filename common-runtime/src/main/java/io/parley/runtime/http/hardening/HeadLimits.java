package io.parley.runtime.http.hardening;

import java.util.function.ToLongFunction;

/**
 * Limits of a request's head and of the body length that it announces.
 *
 * @param url characters of path and query; more is 414
 * @param queryParameters more is 400
 * @param headerFields more is 431
 * @param headerBytes of all names and values together; more is 431
 * @param body bytes that a body for this path may announce; more is 413
 */
public record HeadLimits(
        int url, int queryParameters, int headerFields, long headerBytes, ToLongFunction<String> body) {}
