/** The endpoints of callbacks: where a callback goes, and how many requests its endpoint gets at a time. */
package io.parley.messaging.callback.endpoint;
