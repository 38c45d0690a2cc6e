/**
 * Checks Flow JSON before Meta does. Data are {@code flow-json/schema.yaml}, what a Flow may contain in each version, and {@code
 * flow-json/rules.yaml}, the rules with Meta's error codes and our messages; the classes are the kinds of checks. Adding a
 * version adds data. The package uses no framework, so that the command line runs it without a platform.
 *
 * <p>Where Meta's documents leave a position open, an error is at the {@code id} or {@code type} of the object that it is
 * about; an error of the whole Flow is at the key {@code screens} or {@code routing_model}.
 */
@NullMarked
package io.parley.flow.validation;

import org.jspecify.annotations.NullMarked;
