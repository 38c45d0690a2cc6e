/** The injected clock, which tests can replace, and the format of timestamps. */
package io.parley.runtime.time;
