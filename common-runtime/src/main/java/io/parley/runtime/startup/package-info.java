/** Checks of the settings when a service starts. */
@NullMarked
package io.parley.runtime.startup;

import org.jspecify.annotations.NullMarked;
