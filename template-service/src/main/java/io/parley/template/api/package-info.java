/** The contract's operations about templates. */
package io.parley.template.api;
