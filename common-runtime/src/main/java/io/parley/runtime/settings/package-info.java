/** How settings are written and limited: notations, constraints and secrets. Every package with settings uses it. */
@NullMarked
package io.parley.runtime.settings;

import org.jspecify.annotations.NullMarked;
