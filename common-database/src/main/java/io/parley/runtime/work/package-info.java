/** Due jobs: loops that claim jobs from a table of their service, and signals between instances (ADR 0004). */
@NullMarked
package io.parley.runtime.work;

import org.jspecify.annotations.NullMarked;
