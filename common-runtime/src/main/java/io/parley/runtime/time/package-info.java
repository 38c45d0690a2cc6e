/** Where time comes from, so that tests can set it. */
package io.parley.runtime.time;
