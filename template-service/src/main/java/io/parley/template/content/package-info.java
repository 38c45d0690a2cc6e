/** Contents of templates: the contract's components, their rules, and their conversion from and to Meta's JSON. */
package io.parley.template.content;
