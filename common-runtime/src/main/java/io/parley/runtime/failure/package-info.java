/** Classifies failures of client libraries that only some services have. */
package io.parley.runtime.failure;
