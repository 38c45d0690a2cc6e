/**
 * The command line for templates as code: {@code ./dev template}, and {@code java -cp "app/*:lib/main/*:lib/boot/*"
 * io.parley.template.command.TemplateCommand} in the image of the service. A program of its own without Quarkus, in whose
 * main thread it may block. {@code lint} needs no platform; {@code plan} and {@code apply} use the Conversations API only.
 */
@NullMarked
package io.parley.template.command;

import org.jspecify.annotations.NullMarked;
