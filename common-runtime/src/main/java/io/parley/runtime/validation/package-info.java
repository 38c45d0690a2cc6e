/** Constraints that all records share, and the way from a broken constraint to a violation with a JSON path. */
package io.parley.runtime.validation;
