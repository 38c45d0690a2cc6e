/** Accepts messages and reports their status. */
package io.parley.messaging.message;
