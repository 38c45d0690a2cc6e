/** The door: what is refused before any resource sees a request, and problem bodies for what fails below the resources. */
package io.parley.runtime.http;
