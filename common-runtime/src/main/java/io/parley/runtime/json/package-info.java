/** Strict JSON parsing: a request is either understood completely or refused with all violations. */
@NullMarked
package io.parley.runtime.json;

import org.jspecify.annotations.NullMarked;
