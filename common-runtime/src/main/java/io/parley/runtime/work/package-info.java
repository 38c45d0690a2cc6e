/** Due work: loops that claim jobs from a table of the service that owns it, and the context they run on. */
package io.parley.runtime.work;
