/** The directory: who may call, and who we are on each network. messaging-service owns it, everybody reads it. */
package io.parley.model.directory;
