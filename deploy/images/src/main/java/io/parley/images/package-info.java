/** Builds the container images of the services and of the sandbox: {@code ./dev images}. */
package io.parley.images;
