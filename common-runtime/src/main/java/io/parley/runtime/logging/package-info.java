/** What may stand in a log line: masked numbers, never content. */
package io.parley.runtime.logging;
