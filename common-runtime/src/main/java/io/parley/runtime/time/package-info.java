/** The injected clock, which tests can replace, and the format of timestamps. */
@NullMarked
package io.parley.runtime.time;

import org.jspecify.annotations.NullMarked;
