/** How calls to customers leave: which are due, where they go, how they are signed, and when they are tried again. */
package io.parley.messaging.callback.delivery;
