/** Constraints shared by all records, and the mapping of violations to JSON paths. */
@NullMarked
package io.parley.runtime.validation;

import org.jspecify.annotations.NullMarked;
