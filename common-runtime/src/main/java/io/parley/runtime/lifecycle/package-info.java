/** Start and stop of a service. */
package io.parley.runtime.lifecycle;
