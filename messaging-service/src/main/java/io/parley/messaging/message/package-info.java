/** Accepts messages and reports their status. */
@NullMarked
package io.parley.messaging.message;

import org.jspecify.annotations.NullMarked;
