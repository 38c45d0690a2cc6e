/** Records that services exchange with each other and with customers; no framework. */
@NullMarked
package io.parley.model;

import org.jspecify.annotations.NullMarked;
