/** Calls of Meta's Graph API about flows. */
package io.parley.flow.graph;
