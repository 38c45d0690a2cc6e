/** A small service that exists only to try the runtime from outside. */
package io.parley.runtime.app;
