/** Secrets in files, which can be renewed without a restart. */
@NullMarked
package io.parley.runtime.secrets;

import org.jspecify.annotations.NullMarked;
