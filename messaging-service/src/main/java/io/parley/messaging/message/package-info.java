/** Taking messages over and telling what became of them. */
package io.parley.messaging.message;
