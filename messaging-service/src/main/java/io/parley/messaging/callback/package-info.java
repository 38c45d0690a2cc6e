/** Calls to customers: which are due, how they look, how they are signed and repeated. */
package io.parley.messaging.callback;
