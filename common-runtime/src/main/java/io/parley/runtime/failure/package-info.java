/** Classifies failures: which of them are outages, what became of the request, and how to describe them. */
package io.parley.runtime.failure;
