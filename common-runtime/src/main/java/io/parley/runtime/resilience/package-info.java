/** Retries and protection against failing systems: back-off and circuit breaker, one implementation each (ADR 0017). */
@NullMarked
package io.parley.runtime.resilience;

import org.jspecify.annotations.NullMarked;
