/** HTTP entry point: checks before any resource sees a request, and problem bodies for errors below the resources. */
package io.parley.runtime.http;
