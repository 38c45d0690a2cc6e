/** Calls of Meta's Graph API about templates, and the upload of sample files. */
package io.parley.template.graph;
