/** Classifies failures: which of them are outages, what became of the request, and how to describe them. */
@NullMarked
package io.parley.runtime.failure;

import org.jspecify.annotations.NullMarked;
