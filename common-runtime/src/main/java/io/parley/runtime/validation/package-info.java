/** Constraints shared by all records, and the mapping of violations to JSON paths. */
package io.parley.runtime.validation;
