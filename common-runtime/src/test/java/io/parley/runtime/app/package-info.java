/** A small service for tests of the runtime over HTTP. */
package io.parley.runtime.app;
