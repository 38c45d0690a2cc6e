/** Command lines of the project's programs. Plain Java: the launcher and the tools of the images run without Quarkus. */
@NullMarked
package io.parley.runtime.command;

import org.jspecify.annotations.NullMarked;
