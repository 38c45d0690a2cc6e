/** Checks of what is deployed, without a cluster. */
package io.parley.verify;
