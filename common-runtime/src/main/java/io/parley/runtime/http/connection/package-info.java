/**
 * Checks of every connection before its requests reach the server: well-formed heads, limits, problems for all refused
 * requests. Plain Netty and Vert.x, so that the ingress of the local run uses the same handlers as the services.
 */
package io.parley.runtime.http.connection;
