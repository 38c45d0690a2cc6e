/** Meta's templates, and the check of a message's parameters against them. */
package io.parley.sandbox.meta.template;
