/** Contents of templates: the contract's components, their rules, and their conversion from and to Meta's JSON. */
@NullMarked
package io.parley.template.content;

import org.jspecify.annotations.NullMarked;
