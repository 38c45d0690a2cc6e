/**
 * What holds for every connection before its requests reach the server: well-formed heads, bounds, problems for all that is
 * refused. Plain Netty and Vert.x, so that the front of the local run uses the same handlers as the services.
 */
package io.parley.runtime.http.connection;
