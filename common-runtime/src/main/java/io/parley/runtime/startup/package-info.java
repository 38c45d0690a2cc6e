/** Checks of the settings when a service starts. */
package io.parley.runtime.startup;
