/** How settings are written and limited: notations, constraints and secrets. Every package with settings uses it. */
package io.parley.runtime.settings;
