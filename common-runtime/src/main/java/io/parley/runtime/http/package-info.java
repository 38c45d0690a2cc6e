/** HTTP entry point: checks before any resource sees a request, and problem bodies for errors below the resources. */
@NullMarked
package io.parley.runtime.http;

import org.jspecify.annotations.NullMarked;
