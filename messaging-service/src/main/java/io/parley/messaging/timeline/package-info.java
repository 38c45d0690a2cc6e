/** One message with all that happened to it, for operators: its events, attempts at the provider, and callbacks. */
package io.parley.messaging.timeline;
