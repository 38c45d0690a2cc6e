/** The templates Meta knows, and whether a message's values fit one of them. */
package io.parley.sandbox.meta.template;
