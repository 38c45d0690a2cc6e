/** How settings are read: notations, limits, secrets, and what a wrong setting does to the start. */
package io.parley.runtime.settings;
