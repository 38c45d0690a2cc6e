/** The control API, by which tests and developers control the simulated providers. */
package io.parley.sandbox.control;
