/**
 * The command line for Flows: {@code ./dev flow}, and {@code java -cp "app/*:lib/main/*:lib/boot/*"
 * io.parley.flow.command.FlowCommand} in the image of the service. A program of its own without Quarkus, which needs no
 * platform.
 */
@NullMarked
package io.parley.flow.command;

import org.jspecify.annotations.NullMarked;
