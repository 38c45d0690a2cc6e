/** Builds the container images of the services, of the sandbox and of the command line: {@code ./dev images}. */
package io.parley.images;
