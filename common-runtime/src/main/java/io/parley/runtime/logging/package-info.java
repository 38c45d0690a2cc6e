/** Log output: masking, redaction and suppression of repeated lines. */
@NullMarked
package io.parley.runtime.logging;

import org.jspecify.annotations.NullMarked;
