/** Log output: masking, redaction and suppression of repeated lines. */
package io.parley.runtime.logging;
