/** Errors of the Graph API. */
package io.parley.sandbox.meta.error;
