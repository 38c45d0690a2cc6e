/** Command lines of the project's programs. Plain Java: the launcher and the tools of the images run without Quarkus. */
package io.parley.runtime.command;
