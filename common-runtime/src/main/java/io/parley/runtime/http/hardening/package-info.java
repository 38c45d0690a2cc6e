/**
 * Checks of every connection before its requests reach the server: well-formed heads, limits, problems for all refused
 * requests. The guards are plain Netty and Vert.x, so that the front of the local run uses the same as the services.
 *
 * <p>All that depends on internals of Netty, Vert.x or Quarkus is in this package. An upgrade may break these
 * assumptions; {@code ServerAssumptionsTest} and the tests named here notice it:
 *
 * <ul>
 *   <li>the transport of a Vert.x can be replaced, and configures the bootstrap of every server ({@link
 *       io.parley.runtime.http.hardening.GuardedTransport});
 *   <li>the handlers {@code httpDecoder} and {@code handler} are in the pipeline when the first bytes arrive ({@code
 *       GuardInstaller});
 *   <li>the decoder asks its subclass about a Content-Length beside a Transfer-Encoding, and the server accepts requests
 *       with Vert.x's headers ({@code StrictRequestDecoder});
 *   <li>a connection of the server gives access to its channel, the local value {@code UrlPathTemplate} labels metrics
 *       ({@code ProbesAndMetricsTest}), and the reader of a body compares it with Quarkus's entry for the maximum size
 *       ({@link io.parley.runtime.http.hardening.ServerRequests}, {@code RefusesBadRequestsTest}).
 * </ul>
 */
@NullMarked
package io.parley.runtime.http.hardening;

import org.jspecify.annotations.NullMarked;
