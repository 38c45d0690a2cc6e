/** Operator API for listing and replaying callbacks. */
@NullMarked
package io.parley.messaging.callback.operator;

import org.jspecify.annotations.NullMarked;
