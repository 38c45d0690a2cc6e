/** Calls of Meta's Graph API about templates, and the upload of sample files. */
@NullMarked
package io.parley.template.graph;

import org.jspecify.annotations.NullMarked;
