/** How a service begins, and when it has to end. */
package io.parley.runtime.lifecycle;
