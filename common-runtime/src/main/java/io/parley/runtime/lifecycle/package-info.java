/** Start and stop of a service. */
@NullMarked
package io.parley.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;
