/** Writes that arrive together commit together. */
package io.parley.runtime.commit;
