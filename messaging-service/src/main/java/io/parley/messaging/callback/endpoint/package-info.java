/** The endpoints of callbacks: where a callback goes, and how many requests its endpoint gets at a time. */
@NullMarked
package io.parley.messaging.callback.endpoint;

import org.jspecify.annotations.NullMarked;
