/** Writes that arrive together commit together. */
@NullMarked
package io.parley.runtime.commit;

import org.jspecify.annotations.NullMarked;
