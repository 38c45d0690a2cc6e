/** The control API: what tests and people use to play the provider's other side. */
package io.parley.sandbox.control;
