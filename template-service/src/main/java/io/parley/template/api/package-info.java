/** The contract's operations about templates. */
@NullMarked
package io.parley.template.api;

import org.jspecify.annotations.NullMarked;
