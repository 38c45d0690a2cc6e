/** The console for operators: the page at /console and the links to it. Its data comes from the operator API. */
package io.parley.messaging.console;
