/** Secrets in files, which can be renewed without a restart. */
package io.parley.runtime.secrets;
