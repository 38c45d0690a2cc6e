/** Contents of messages as the apps of phones show them, read from the formats of the providers. */
package io.parley.sandbox.phone.content;
