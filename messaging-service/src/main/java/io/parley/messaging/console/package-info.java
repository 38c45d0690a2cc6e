/** The console for operators: the page at /console and the links to it. Its data comes from the operator API. */
@NullMarked
package io.parley.messaging.console;

import org.jspecify.annotations.NullMarked;
